// Random messages with their translations, catalogs of them, and what they say: the oracle that the runtimes are held
// against. A text is a list of pieces: strings, {arg}, {pound: choice}, {tag, children} and
// {choice: 'plural' | 'selectordinal' | 'select', arg, offset, cases: [[key, pieces]…]}.
import {execFileSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';

export const locales = ['ar', 'pl', 'cy', 'zh'], sourceLocale = 'en';
const glot = resolve(process.env.GLOT ?? 'build/release/glot');

export class Random {
  constructor(seed) { this.state = Number(seed) >>> 0; }
  below(end) {
    this.state = (Math.imul(this.state, 1664525) + 1013904223) >>> 0;
    return Math.floor((this.state / 2 ** 32) * end);
  }
  pick(list) { return list[this.below(list.length)]; }
  chance(percent) { return this.below(100) < percent; }
  shuffled(list) { return list.map((value) => [this.below(1e6), value]).sort((a, b) => a[0] - b[0]).map(([, value]) => value); }
}

const crumbs = ['word', 'é', '中', '🎉', ' ', ' ', '\n', "'", "''", '{', '}', '{}', '{x}', "'{", '#', '|', ' | ', '@', '@:a', '<', '>', '<b>', '</b>', '<0>',
  '&', '"', '\\', '\\u0041', '\\x41', '\\n', '\u2028', '%', '$t(a)', '{{x}}', '</script>', '<!--', '\u00a0', ',', '=1', 'other {'];
export const hostileIds = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'a"b', "a'b", 'a\\b', '\u2028', '\u2029', '</script>', '<!--', '10', '9', '01',
  '-1', 'é', 'Z', 'a b', '🎉', '\uff5e', '`${x}`', 'line\nfeed', '4294967294', '4294967295', '\u007f'];

// Names that all objects have: where messages are objects themselves, they are refused as ids.
export const inherited = new Set(Object.getOwnPropertyNames(Object.prototype));

export const categories = (locale, ordinal) => {
  const order = ['zero', 'one', 'two', 'few', 'many', 'other'];
  const has = new Set(new Intl.PluralRules(locale, {type: ordinal ? 'ordinal' : 'cardinal'}).resolvedOptions().pluralCategories);
  return order.filter((name) => has.has(name));
};

// What a message has in every language: its arguments, and how each is used.
// `traits`: tags, choices (kinds of choices), exact (which keys), offset, nested, alone (at most one choice, around all
// else), crumb (a filter of what texts are made of).
export class Messages {
  constructor(random, traits) {
    this.random = random;
    this.traits = {tags: true, choices: ['plural', 'selectordinal', 'select'], exact: ['=0', '=1', '=7'], offset: true, nested: true, alone: false, crumb: () => true, ...traits};
    this.crumbs = crumbs.filter(this.traits.crumb);
  }

  text() {
    return Array.from({length: 1 + this.random.below(3)}, () => this.random.pick(this.crumbs)).join('');
  }

  plan() {
    const {random, traits} = this, names = random.shuffled(['name', 'n', 'm', 'g', 'x1']), args = [];
    for (let i = random.below(4); i > 0; i--) {
      const kind = random.pick(['plain', 'plain', ...traits.choices]);
      const arg = {name: names.pop(), kind};
      if (traits.alone && kind !== 'plain' && args.some((other) => other.kind !== 'plain')) arg.kind = 'plain';
      if (arg.kind === 'plural' && traits.offset && random.chance(20)) arg.offset = 1 + random.below(2);
      if (kind === 'select') arg.keys = random.shuffled(['male', 'female', 'x', 'one']).slice(0, 1 + random.below(3));
      args.push(arg);
    }
    return {args, tags: traits.tags && random.chance(30) ? [random.pick(['b', 'i', 'link'])] : []};
  }

  // One language's text of a plan: all of its arguments and tags, in any order, choices within choices.
  pieces(plan, locale) {
    const {random} = this, pieces = [];
    const rest = random.shuffled(plan.args);
    while (rest.length) {
      const arg = rest.pop();
      if (random.chance(60)) pieces.push(this.text());
      if (arg.kind === 'plain') pieces.push({arg: arg.name});
      else pieces.push(this.choice(arg, locale, this.traits.nested && random.chance(40) ? rest.splice(0) : []));
    }
    if (random.chance(60) || (pieces.length === 0 && plan.tags.length === 0)) pieces.push(this.text());
    for (const tag of plan.tags) {
      const at = random.below(pieces.length + 1);
      pieces.splice(at, 0, {tag, children: pieces.splice(at, random.below(3))});
    }
    return joined(pieces);
  }

  choice(arg, locale, inside) {
    const {random} = this, choice = {choice: arg.kind, arg: arg.name, offset: arg.offset ?? 0, cases: []};
    const keys = arg.kind === 'select' ? [...arg.keys, 'other'] : categories(locale, arg.kind === 'selectordinal');
    if (arg.kind === 'plural' && random.chance(30)) keys.unshift(random.pick([this.traits.exact].flat()));
    const within = random.below(keys.length); // what goes into one of the texts, or into all of them
    keys.forEach((key, i) => {
      const pieces = [this.text()];
      if (arg.kind !== 'select' && random.chance(70)) pieces.push({pound: choice});
      if (inside.length && (i === within || random.chance(30))) pieces.push(...this.pieces({args: inside, tags: []}, locale));
      if (random.chance(20)) pieces.push({arg: arg.name});
      choice.cases.push([key, joined(random.shuffled(pieces))]);
    });
    return choice;
  }

  // {id, syntax, texts: {locale: pieces}, plan}
  list(count) {
    const ids = [...hostileIds, ...Array.from({length: count}, (_, i) => `message.${i}`)].slice(0, count);
    return this.random.shuffled(ids).map((id) => {
      const plan = this.plan(), syntax = plan.args.some(({kind}) => kind !== 'plain') || this.random.chance(50) ? 'icu' : 'text';
      return {id, syntax, plan, texts: Object.fromEntries([sourceLocale, ...locales].map((locale) => [locale, this.pieces(plan, locale)]))};
    });
  }

  // Values for all arguments of a message.
  values({plan}) {
    const {random} = this;
    return Object.fromEntries(plan.args.map(({name, kind, keys}) => [name,
      kind === 'select' ? random.pick([...keys, 'none'])
        : kind === 'plain' ? random.pick(['Ada', '', '<i>', '{y}', '#', 7])
          : kind === 'plural' && random.chance(15) ? random.pick([0.5, 1.5, 2.1, 3.25]) : random.below(131)]));
  }
}

function joined(pieces) {
  const out = [];
  for (const piece of pieces)
    if (typeof piece === 'string' && typeof out.at(-1) === 'string') out.push(out.pop() + piece);
    else if (piece !== '') out.push(piece);
  return out;
}

// ---- the oracle

const rules = new Map(), formats = new Map();
const cached = (map, key, make) => map.get(key) ?? map.set(key, make()).get(key);

export function chosen(choice, values, locale) {
  const value = values[choice.arg], find = (key) => choice.cases.find(([name]) => name === key)?.[1];
  if (choice.choice === 'select') return find(value) ?? find('other');
  const type = choice.choice === 'plural' ? 'cardinal' : 'ordinal';
  const rule = cached(rules, locale + type, () => new Intl.PluralRules(locale, {type}));
  return find('=' + value) ?? find(rule.select(value - choice.offset)) ?? find('other');
}

const number = (locale, value) => cached(formats, locale, () => new Intl.NumberFormat(locale)).format(value);

// What a text says. `tag(name, content)` says what markup does.
export function said(pieces, values, locale, tag, digits = number) {
  return pieces.map((piece) => {
    if (typeof piece === 'string') return piece;
    if (piece.arg !== undefined && !piece.choice) return String(values[piece.arg]);
    if (piece.pound) return digits(locale, values[piece.pound.arg] - piece.pound.offset);
    if (piece.tag) return tag(piece.tag, said(piece.children, values, locale, tag, digits));
    return said(chosen(piece, values, locale), values, locale, tag, digits);
  }).join('');
}

// ---- catalogs

// A text as an ICU message. `angles`: as for FormatJS; else as for Lingui, where `<` is no syntax, and `#` stands for the
// number in a select within a plural, too.
export function icu(pieces, angles = true, around = null) {
  return pieces.map((piece) => {
    if (typeof piece === 'string') return icuText(piece, angles, around);
    if (piece.pound) return piece.pound === around ? '#' : `{${piece.pound.arg}, number}`;
    if (piece.tag) return `<${piece.tag}>${icu(piece.children, angles, around)}</${piece.tag}>`;
    if (!piece.choice) return `{${piece.arg}}`;
    const offset = piece.offset ? ` offset:${piece.offset}` : '';
    const inner = piece.choice !== 'select' ? piece : angles ? null : around;
    return `{${piece.arg}, ${piece.choice},${offset}${piece.cases.map(([key, value]) => ` ${key} {${icu(value, angles, inner)}}`).join('')}}`;
  }).join('');
}

// Apostrophes are doubled, and from the first character that could be syntax on all is quoted. `#` is syntax in a plural
// only, and an apostrophe in front of it quotes there only.
function icuText(text, angles, around) {
  const syntax = angles ? (around ? /[{}<>#]/ : /[{}<>]/) : around ? /[{}#]/ : /[{}]/;
  const at = text.search(syntax), doubled = (part) => part.replaceAll("'", "''");
  return at < 0 ? doubled(text) : `${doubled(text.slice(0, at))}'${doubled(text.slice(at))}'`;
}

// A text with its code by names, as CSV has it, and the lines that say what the names are.
function named(pieces, codes) {
  return pieces.map((piece) => {
    if (typeof piece === 'string') return piece.replaceAll('{', '{{').replaceAll('}', '}}');
    if (piece.tag) {
      codes.add(`{#${piece.tag}} = <${piece.tag}>`).add(`{/${piece.tag}} = </${piece.tag}>`);
      return `{#${piece.tag}}${named(piece.children, codes)}{/${piece.tag}}`;
    }
    codes.add(`{${piece.arg}} = \${${piece.arg}}`);
    return `{${piece.arg}}`;
  }).join('');
}

const cell = (text) => '"' + (/^'*[=+\-@\t\r]/.test(text) ? "'" + text : text).replaceAll('"', '""') + '"';

export function csv(messages, locale, angles = true) {
  const rows = [['id', `source (${sourceLocale})`, `target (${locale})`, 'state', 'syntax', 'codes']];
  for (const {id, syntax, texts, raw} of messages) {
    const codes = new Set();
    if (raw) { // the same message in all languages
      rows.push([id, raw, raw, 'translated', 'icu', '']);
      continue;
    }
    const print = (pieces) => (syntax === 'icu' ? icu(pieces, angles) : named(pieces, codes));
    let source = print(texts[sourceLocale]), target = print(texts[locale]);
    if (syntax === 'text' && codes.size === 0) // then braces mean nothing
      [source, target] = [texts[sourceLocale], texts[locale]].map((pieces) => pieces.join(''));
    rows.push([id, source, target, 'translated', syntax === 'icu' ? 'icu' : '', [...codes].join('\n')]);
  }
  return rows.map((row) => row.map(cell).join(',') + '\n').join('');
}

// ---- building

// The texts are random: the checks would find much in them.
const schema = JSON.parse(execFileSync(glot, ['schema'], {encoding: 'utf8', maxBuffer: 1 << 26})).properties;
export const checks = Object.fromEntries(schema.checks.propertyNames.enum.map((kind) => [kind, 'off']));

// Builds bundles of the messages' catalogs; returns {locale: path of the bundle}, and what glot printed.
export function build(messages, bundles, suffix, catalogs = csv, format = 'csv') {
  const folder = mkdtempSync(join(tmpdir(), 'glot-runtime-'));
  process.on('exit', () => rmSync(folder, {recursive: true, force: true}));
  mkdirSync(join(folder, 'translations'));
  writeFileSync(join(folder, 'glot.json'), JSON.stringify({sourceLocale, locales, checks, catalogs: {format}, bundles: {folder: 'out', ...bundles}}));
  for (const locale of locales) writeFileSync(join(folder, `translations/${locale}.${format}`), catalogs(messages, locale));
  execFileSync(glot, ['build', '--strict'], {cwd: folder, stdio: ['ignore', 'ignore', 'inherit']});
  return Object.fromEntries([sourceLocale, ...locales].map((locale) => [locale, join(folder, 'out', locale + suffix)]));
}

export const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

// ---- counting

export class Tally {
  passed = 0;
  failed = 0;
  same(title, actual, expected) {
    if (actual === expected) this.passed++;
    else if (this.failed++ < 10) console.log(`${title}\n  should be ${JSON.stringify(expected)}\n  but is    ${JSON.stringify(actual)}`);
  }
  end() {
    console.log(`${this.passed} passed, ${this.failed} failed`);
    process.exitCode = this.failed ? 1 : 0;
  }
}
