#!/usr/bin/env node
// $localize says what the catalogs say, when loadTranslations() has what glot builds; and where the catalogs are files of
// Angular, the bundle holds what Angular's own parsers read in them.
//     angular.mjs [COUNT [SEED]]
import '@angular/localize/init';
import {clearTranslations, loadTranslations} from '@angular/localize';
import {SimpleJsonTranslationParser, Xliff1TranslationParser, Xliff2TranslationParser} from '@angular/localize/tools';
import {execFileSync} from 'node:child_process';
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {IntlMessageFormat} from 'intl-messageformat';
import {Random} from '../random.mjs';
import {checks, Tally} from './lib/messages.mjs';
import {seedOf} from '../seed.mjs';
import {scratch} from '../suite.mjs';

const [count = '200', seed = seedOf(1)] = process.argv.slice(2);
const random = new Random(Number(seed)), tally = new Tally(), locales = ['ar', 'pl', 'cy', 'zh'];
const names = ['PH', 'PH_1', 'INTERPOLATION', 'START_BOLD_TEXT', 'CLOSE_BOLD_TEXT', 'name'];
const crumbs = ['word', 'é', '中', '🎉', ' ', '\n', '"', '\\', "'", '`', '${', '$', '{', '}', '{x}', '<', '&', '</script>', '\u2028', ':', '@@', '|', '%s', '{{x}}', '$t(a)'];
const plain = ['word', 'é', '中', ' ', '"', '\\', '&', ':', '%s'];
const text = (from) => random.some(1, 3, () => random.pick(from)).join('').replaceAll('{$', '{ $');

// Texts: a list of strings and {name}; choices: {arg, kind, cases: [[key, pieces]…]}, with names between plain words.
function pieces(used, from) {
  const list = random.shuffled(used.map((name) => ({name})));
  return list.flatMap((code) => [text(from), code]).concat(text(from));
}

const categories = (locale) => new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
const everywhere = ['en', ...locales];

function makeMessage(id) {
  const used = random.shuffled(names).slice(0, random.below(3)), texts = {};
  const kind = random.pick(['text', 'text', 'plural', 'select']);
  for (const locale of everywhere) {
    const keys = kind === 'plural' ? [...random.some(0, 1, () => '=0'), ...categories(locale)] : ['male', 'other'];
    texts[locale] = kind === 'text' ? pieces(used, crumbs) : {kind, cases: keys.map((key) => [key, ['n', ...pieces(used, plain)]])};
  }
  return {id, kind, used, texts};
}

const ids = ['constructor', 'toString', '"', "'", '</script>', '\u2028', ...Array.from({length: Number(count)}, (_, i) => String(7000000000000000000n + BigInt(i) * 12345678901n))];
const list = ids.map(makeMessage);

// ---- XLIFF as `ng extract-i18n` writes it

const xml = (text) => text.replace(/[&<>"\n]/g, (c) => `&#${c.charCodeAt(0)};`);
const code = {
  1: (name) => `<x id="${name}" equiv-text="{{ ${name} }}"/>`,
  2: (name, number) => `<ph id="${number}" equiv="${name}" disp="{{ ${name} > }}"/>`,
};
// In XLIFF 2 ids count up; target and source have the same for a name.
const markup = (list, version, used) => list.map((piece) => (piece.name ? code[version](piece.name, used.indexOf(piece.name)) : xml(piece))).join('');
const printed = (text, version, used) => (Array.isArray(text) ? markup(text, version, used)
  : `{${text.kind === 'plural' ? 'VAR_PLURAL' : 'VAR_SELECT'}, ${text.kind}, ${text.cases.map(([key, value]) => `${key} {${markup(value, version, used)}}`).join(' ')}}`);

function xliff1(locale) {
  const units = list.map(({id, used, texts}) =>
    `<trans-unit id="${xml(id)}" datatype="html"><source>${printed(texts.en, 1, used)}</source><target state="translated">${printed(texts[locale], 1, used)}</target></trans-unit>`);
  return `<?xml version="1.0" encoding="UTF-8" ?>\n<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file source-language="en" target-language="${locale}" datatype="plaintext" original="ng2.template"><body>\n${units.join('\n')}\n</body></file></xliff>\n`;
}

// Ids are names there. A choice may use a name in each of its cases: no copy of an id is allowed without a mark.
const simple = list.filter(({id, kind}) => kind === 'text' && /^[0-9a-zA-Z]+$/.test(id));
function xliff2(locale) {
  const units = simple.map(({id, used, texts}) =>
    `<unit id="${id}"><segment state="translated"><source>${printed(texts.en, 2, used)}</source><target>${printed(texts[locale], 2, used)}</target></segment></unit>`);
  return `<?xml version="1.0" encoding="UTF-8" ?>\n<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="en" trgLang="${locale}"><file id="ngi18n" original="ng.template">\n${units.join('\n')}\n</file></xliff>\n`;
}

const folder = scratch('angular');

function build(name, xliff, format) {
  const home = join(folder, name);
  mkdirSync(join(home, 'translations'), {recursive: true});
  writeFileSync(join(home, 'glot.json'), JSON.stringify({sourceLocale: 'en', checks, locales, catalogs: {format}, bundles: {format: 'angular', folder: 'out'}}));
  for (const locale of locales) writeFileSync(join(home, `translations/${locale}.xlf`), xliff(locale));
  execFileSync(resolve(process.env.GLOT ?? 'build/release/glot'), ['build', '--strict'], {cwd: home, stdio: ['ignore', 'ignore', 'inherit']});
  return (locale) => readFileSync(join(home, `out/${locale}.json`), 'utf8');
}

const built1 = build('1', xliff1, 'xliff'), built2 = build('2', xliff2, 'xliff2.0');

// ---- what is said

const said = (list, values) => list.map((piece) => (piece.name ? values[piece.name] : piece)).join('');

// A tagged template whose only message has that id.
function localized(id, used, values) {
  const parts = ['', ...used.map((name, i) => `:${name}:${i + 1 < used.length ? '-' : ''}`)];
  parts[0] = `:@@${id}:${parts[0]}x`;
  Object.defineProperty(parts, 'raw', {value: parts});
  return $localize(parts, ...used.map((name) => values[name]));
}

function formatted(icu, locale, values) {
  return new IntlMessageFormat(icu.replaceAll("'", "''"), locale, undefined, {ignoreTag: true}).format(values);
}

for (const locale of locales) {
  const file = built1(locale), bundle = JSON.parse(file);
  tally.same(`${locale}: nothing ends a script`, /<\/script|<!--/i.test(file), false);
  tally.same(`${locale}: its locale`, bundle.locale, locale);
  loadTranslations(bundle.translations);
  for (const message of list) {
    const values = Object.fromEntries(names.map((name) => [name, random.pick(['Ada', '{$PH}', '', '<i>'])])), text = message.texts[locale];
    if (message.kind === 'text') {
      tally.same(`${locale} ${message.id}`, localized(message.id, message.used, values), said(text, values));
      continue;
    }
    const expression = localized(message.id, [], {});
    for (let i = 0; i < 3; i++) {
      const number = random.below(131), kind = random.pick(['male', 'female']);
      const find = (key) => text.cases.find(([name]) => name === key)?.[1];
      const chosen = message.kind === 'plural' ? find(`=${number}`) ?? find(new Intl.PluralRules(locale).select(number)) : find(kind) ?? find('other');
      tally.same(`${locale} ${message.id} ${number}`, formatted(expression, locale, {...values, VAR_PLURAL: number, VAR_SELECT: kind}), said(chosen, values));
    }
  }
  clearTranslations();
}

// ---- Angular's own parsers

function parsed(Parser, name, contents) {
  const parser = new Parser(), hint = parser.analyze(name, contents);
  if (!hint.canParse) throw new Error(`Angular cannot parse ${name}`);
  return parser.parse(name, contents, hint.hint).translations;
}

const texts = (built, locale) => parsed(SimpleJsonTranslationParser, 'messages.json', built(locale));
for (const locale of locales) {
  const theirs = [parsed(Xliff1TranslationParser, 'messages.xlf', xliff1(locale)), parsed(Xliff2TranslationParser, 'messages.xlf', xliff2(locale))];
  const ours = [texts(built1, locale), texts(built2, locale)];
  // It reads braces in texts as the start of an expression, and has no prototype apart.
  const isComparable = ({id, texts}) => Object.hasOwn(theirs[0], id) && !/[{}]/.test([texts[locale], texts.en].flat().join(''));
  for (const {id} of list.filter(isComparable)) tally.same(`${locale} ${id}: what Angular reads in XLIFF 1.2`, ours[0][id]?.text, theirs[0][id]?.text);
  for (const {id} of simple.filter(isComparable)) tally.same(`${locale} ${id}: what Angular reads in XLIFF 2`, ours[1][id]?.text, theirs[1][id]?.text);
}
tally.end();
