#!/usr/bin/env node
// Compares the bundles of random messages and translations with those that lit-localize's own build writes.
//     bundle.mjs [COUNT [SEED]]
// In drop-in mode bundles, modules of locale codes and placeholder errors must be the same; the own mode's modules
// are run, with tags that keep what they are given, and must give the texts that went in.
import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {createRequire} from 'node:module';
import {pathToFileURL} from 'node:url';
import {seedOf} from '../seed.mjs';
import {conclude, scratch} from '../suite.mjs';

const require = createRequire(process.env.PEER_MODULES ?? import.meta.url);
const peer = (file) => import(pathToFileURL(require.resolve(`@lit/localize-tools/lib/${file}`)));
const {RuntimeLitLocalizer} = await peer('modes/runtime.js');

const [count = '2000', seed = seedOf(1)] = process.argv.slice(2);
const driver = join(process.env.GLOT_DRIVERS ?? 'build/release/tests/peers', 'bundle_driver');

// ---- random cases

let state = Number(seed) >>> 0;
const random = (below) => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * below);
};
const pick = (list) => list[random(list.length)];
const chance = (percent) => random(100) < percent;
const times = (most, make) => Array.from({length: random(most + 1)}, make);

const crumbs = ['a', 'B', 'é', '中', '🎉', ' ', '  ', '\n', '\r', '\t', '\u2028', '\u2029', '\u00a0', '\0', '\x07', '\\', '\\n',
  '\\u', '`', '$', '${', '}', '${x}', '&', '<', '>', '&amp;', '</script>', '<!--', '"', "'", '\ud83d', '\udf89', 'word', '/', '{'];
const expressions = ['name', 'a.b', 'f(x, {a: 1})', 'f({a: {b: "}"}})', "'}'", '"${"', '`}`', '`a${`b${c}`}d`', '/}/.test(x)', '/[/}]/g',
  'a / b / c', '/* } */ x', '(() => { return "}"; })()', 'x ? `y` : "z"', 'html `<b>${x}</b>`', 'f<T>(x)', 'a["\\"}"]', 'typeof /}/', '!/`/.test(y)',
  'x++ / 2', 'x! / y', '++x / +/}/', 'a !== /}/', '{ a: 1 }.a', "'it\\'s'", 'x // }\n', '中.é', '`\\`}`', 'a[0] / 2 + `${1 / 2}`'];
const tags = ['<b>', '</b>', '<br>', '<a href="#E">', '<a href="#E/#E" title="x">', '</a> <i>', '<p class="\\n">', '<a title="\\u0041\\x41\\\\">',
  '<img alt="\\u{1F389}">', '<a title="C:\\users">', '<!-- #E -->', '<a href="$">', '<x y="\\\r\n">', '<q w="\\`\\${z}">', '<z t="\\8\\07">', '<!-- \r\n -->', '<u v="\\u{110000}\\u{}">'];
const ids = ['s3d58dee72d4e0c27', 'h82ccc38d4d46eaa9', 'a-b', 'a_b', 'ab', 'aB', 'AB', 'é', 'e', 'f', 'Z', '10', '9', 'constructor', '__proto__', "it's", '$x', 'a b', 'a.b', 'ä', '中', 'x/y'];

const text = () => times(4, () => pick(crumbs)).join('') || 'x';
const code = (kind) => {
  const pieces = kind === 'html' && chance(70) ? [chance(1) ? '<a title="`">' : pick(tags)] : ['${#}'];
  if (chance(25)) pieces.push(pick([' ', '\n', '${#}', kind === 'html' ? '<br>' : ' ']));
  return pieces.join('').replaceAll('#E', () => '${#}').replaceAll('#', () => pick(expressions));
};
const contentsOf = (kind) => {
  const contents = [];
  let index = 0;
  for (let i = random(5); i > 0; i--) {
    const last = contents.at(-1);
    if (kind && typeof last !== 'object' && chance(60)) contents.push({untranslatable: code(kind), index: index++});
    else if (typeof last !== 'string') contents.push(text());
  }
  return contents;
};
const shuffled = (list) => list.map((value) => [random(1e6), value]).sort((a, b) => a[0] - b[0]).map(([, value]) => value);
const distort = (part) => {
  switch (random(12)) {
    case 0: return {...part, index: random(6)};
    case 1: return {...part, untranslatable: part.untranslatable + pick([' ', '<i>', '${y}'])};
    case 2: return {...part, untranslatable: part.untranslatable.replace('name', 'other')};
    case 3: return {...part, untranslatable: part.untranslatable.replaceAll(/\\n|\\x41/g, 'A')};
    default: return part;
  }
};
const translationOf = (contents, careful) => {
  const parts = shuffled(contents.filter((part) => typeof part === 'object'));
  const out = [];
  for (const part of parts) {
    if (chance(60) && typeof out.at(-1) !== 'string') out.push(text());
    if (careful || !chance(4)) out.push(careful ? part : distort(part));
  }
  if (typeof out.at(-1) !== 'string') out.push(text());
  return out;
};

const makeCase = (own) => {
  const locale = pick(['de', 'fr', 'zh-Hans']);
  const messages = [];
  const seen = new Set();
  for (let i = random(12); i > 0; i--) {
    const name = chance(30) ? `${pick(ids)}${pick(ids)}` : pick(ids);
    // The peer takes `constructor` for a list of patches, and quotes and prototypes are not its strength.
    if (seen.has(name) || (!own && ['constructor', '__proto__'].includes(name))) continue;
    seen.add(name);
    const tag = pick([undefined, 'str', 'html', 'html']);
    messages.push({name, contents: contentsOf(tag), tag});
  }
  const translations = [];
  const careful = own || chance(50);
  for (const message of shuffled(messages))
    if (chance(75)) translations.push({name: message.name, contents: translationOf(message.contents, careful)});
  if (chance(30)) translations.push({name: 'gone', contents: [text()]});
  if (chance(10) && translations.length) translations.push({...pick(translations)});
  const patches = {};
  if (!own && chance(40) && translations.length)
    (patches[locale] = {})[pick(translations).name] = times(3, () => ({
      before: pick(['a', 'word', '\\', '&amp;', '中', '`', ' ']),
      after: pick(['', 'X', '$$', "$'$'", '$`', '$1', '$<b>', 'x$', '日本']),
    }));
  return {
    own, locale, messages, translations, patches,
    sourceLocale: pick(['en', 'en-GB', 'sr_Latn']),
    targetLocales: shuffled(['de', 'fr', 'zh-Hans', 'en', 'zh_CN', 'DE', 'a`$b', 'á'].filter(() => chance(50))),
    typescript: chance(50),
  };
};

// ---- the two sides

const contentsForDriver = (contents) => contents.map((part) =>
  typeof part === 'string' ? part : {code: part.untranslatable, name: String(part.index)});
const forDriver = (one) => ({
  format: 'lit', own: one.own, locale: one.locale, typescript: one.typescript,
  sourceLocale: one.sourceLocale, targetLocales: one.targetLocales,
  messages: one.messages.map(({name, tag, contents}) => ({id: name, kind: tag ?? '', contents: contentsForDriver(contents)})),
  units: one.translations.map(({name, contents}) => ({id: name, target: contentsForDriver(contents)})),
  patches: Object.entries(one.patches).flatMap(([locale, byId]) => Object.entries(byId).flatMap(([id, list]) =>
    list.map(({before, after}) => ({locale, id, before, after})))),
});

const runDriver = (cases) => {
  const bytes = execFileSync(driver, {input: JSON.stringify(cases.map(forDriver)), maxBuffer: 1 << 30});
  let at = 0;
  const next = () => {
    const end = bytes.indexOf(10, at);
    const length = Number(bytes.toString('latin1', at, end));
    at = end + 1 + length;
    return bytes.toString('utf8', end + 1, at);
  };
  return cases.map(() => ({said: next().split('\0').slice(0, -1), bundle: next(), codes: next()}));
};

const endless = (patches) => Object.values(patches).some((byId) => Object.values(byId).some((list) =>
  list.some(({before, after}) => after.includes(before) || after.includes("$'"))));

const runPeer = async (one, folder) => {
  const language = one.typescript ? 'ts' : 'js';
  const codes = join(folder, `codes.${language}`);
  const localizer = new RuntimeLitLocalizer({
    sourceLocale: one.sourceLocale, targetLocales: [...new Set([...one.targetLocales.filter((l) => !l.includes('`')), one.locale])],
    patches: one.patches, output: {mode: 'runtime', outputDir: folder, language, localeCodesModule: undefined},
    resolve: (path) => path,
  });
  localizer._sourceMessages = {messages: one.messages, errors: []};
  localizer._translations = {translations: new Map([[one.locale, one.translations]])};
  const {errors} = localizer.validateTranslations();
  localizer.assertTranslationsAreValid = () => {};
  await localizer.build();
  const {writeLocaleCodesModule} = await peer('locales.js');
  await writeLocaleCodesModule(one.sourceLocale, one.targetLocales, codes);
  return {errors, bundle: readFileSync(join(folder, `${one.locale}.${language}`), 'utf8'), codes: readFileSync(codes, 'utf8')};
};

// ---- comparison

const failed = new Set();
const differ = (one, what, got, wanted) => {
  failed.add(one);
  if (failed.size <= 3)
    console.error(`${what} differs\ncase: ${JSON.stringify(one)}\nglot: ${JSON.stringify(got)}\npeer: ${JSON.stringify(wanted)}\n`);
};

const comparePeer = async (one, glot, folder) => {
  let wanted;
  try {
    wanted = await runPeer(one, folder);
  } catch (error) {
    if (!/Internal error/.test(error.message)) throw error;
    if (!glot.said.some((line) => line.startsWith('placeholder-unreadable'))) differ(one, 'refusal', glot.said, error.message);
    return 'refused';
  }
  const strict = (value) => Buffer.from(value, 'utf8').toString('utf8');
  const said = glot.said.filter((line) => !line.startsWith('placeholder-unknown')).map((line) => `Placeholder error in ${line.split('\t')[1]}`);
  if (said.join('\0') !== strict(wanted.errors.join('\0'))) differ(one, 'validation', said, wanted.errors);
  const unknown = glot.said.some((line) => line.startsWith('placeholder-unknown'));
  if (wanted.errors.length === 0 && unknown !== wanted.bundle.includes('${undefined}')) differ(one, 'unknown expressions', glot.said, wanted.bundle);
  if (glot.bundle !== wanted.bundle) differ(one, 'bundle', glot.bundle, wanted.bundle);
  if (glot.codes !== wanted.codes) differ(one, 'module of locale codes', glot.codes, wanted.codes);
  return wanted.errors.length ? 'invalid' : 'built';
};

// What a text with its expressions numbered must be once the module has been evaluated.
const countOf = (untranslatable, islands) => islands(untranslatable).length - 1;
const meaningOf = (message, contents, islands) => {
  const first = new Map();
  let total = 0;
  for (const part of message.contents)
    if (typeof part === 'object') {
      first.set(part.index, total);
      total += countOf(part.untranslatable, islands);
    }
  const html = (value) => value.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  const strings = [''];
  const values = [];
  for (const part of contents) {
    if (typeof part === 'string') {
      strings[strings.length - 1] += message.tag === 'html' ? html(part) : part;
      continue;
    }
    islands(part.untranslatable).forEach((piece, i) => {
      if (i) values.push(first.get(part.index) + i - 1), strings.push('');
      strings[strings.length - 1] += piece;
    });
  }
  return JSON.stringify({strings, values});
};

// The pieces of fixed text, found by trying every end of an island until what is inside parses as an expression.
const ts = require('typescript');
const islands = (untranslatable) => {
  const pieces = [''];
  for (let at = 0; at < untranslatable.length; at++) {
    if (!untranslatable.startsWith('${', at)) {
      pieces[pieces.length - 1] += untranslatable[at];
      continue;
    }
    let end = at + 2;
    for (;;) {
      end = untranslatable.indexOf('}', end) + 1;
      if (end === 0) throw new Error(`no end: ${untranslatable}`);
      const tried = ts.createSourceFile('a.ts', `(${untranslatable.slice(at + 2, end - 1)})`, ts.ScriptTarget.ESNext);
      if (tried.parseDiagnostics.length === 0) break;
    }
    pieces.push('');
    at = end - 1;
  }
  return pieces;
};

const compareOwn = (one, glot) => {
  if (glot.said.length) return differ(one, 'validation', glot.said, []);
  const source = glot.bundle.replace(/^import .*$/gm, '').replace('export const templates =', 'return');
  if (/<\/script|<!--|[\r\u2028\u2029]/i.test(source)) differ(one, 'own module', source, 'nothing harmful');
  const tag = (strings, ...values) => ({strings: [...strings], values});
  let templates;
  try {
    templates = new Function('html', 'str', source)(tag, tag);
  } catch (error) {
    return differ(one, 'own module', glot.bundle, error.message);
  }
  const translated = new Map(one.translations.map(({name, contents}) => [name, contents]));
  if (Object.keys(templates).length !== one.messages.length) differ(one, 'number of entries', Object.keys(templates), one.messages.length);
  for (const message of one.messages) {
    const entry = Object.hasOwn(templates, message.name) ? templates[message.name] : undefined;
    const got = JSON.stringify(typeof entry === 'string' ? {strings: [entry], values: []} : entry);
    const wanted = meaningOf(message, translated.get(message.name) ?? message.contents, islands);
    if (got !== wanted) differ(one, `own entry ${message.name}`, got, wanted);
  }
};

const folder = scratch('bundle');
console.warn = () => {};
const tally = {built: 0, invalid: 0, refused: 0, own: 0};
const all = Array.from({length: Number(count)}, (_, i) => makeCase(i % 4 === 3)).filter((one) => !endless(one.patches));
const answers = runDriver(all);
for (const [i, one] of all.entries()) {
  if (one.own) {
    compareOwn(one, answers[i]);
    tally.own++;
  } else {
    tally[await comparePeer(one, answers[i], folder)]++;
  }
}
console.log(`bundles: ${JSON.stringify(tally)}`);
const total = Object.values(tally).reduce((sum, n) => sum + n, 0);
conclude(total - failed.size, failed.size);
