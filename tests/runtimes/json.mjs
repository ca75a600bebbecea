#!/usr/bin/env node
// An application that formats texts itself says what the catalogs say, when it loads the bundles of the format `json`.
//     json.mjs [COUNT [SEED]]
import {build, icu, locales, Messages, Random, readJson, said, Tally} from './lib/messages.mjs';
import {seedOf} from '../seed.mjs';

const [count = '200', seed = seedOf(1)] = process.argv.slice(2);
const generator = new Messages(new Random(seed)), messages = generator.list(Number(count)), tally = new Tally();
const paths = build(messages, {format: 'json'}, '.json');

// ---- the application

function shown(text, values) {
  return text.replace(/\{\{|\}\}|\{([#/]?)([^{}]*?)(\/?)\}/g, (all, start, name) =>
    (all.length === 2 ? all[0] : start ? `[${start}${name}]` : String(values[name])));
}

const short = {plural: 'cardinal', ordinal: 'ordinal'};

function matches(key, selector, value, locale) {
  const [kind] = Object.keys(selector);
  if (key === '*' || key === 'other') return true;
  if (kind === 'select') return key === String(value);
  return key === `=${value}` || key === new Intl.PluralRules(locale, {type: short[kind]}).select(value - (selector.offset ?? 0));
}

const rank = (key) => (key === '*' ? 0 : key === 'other' ? 1 : key.startsWith('=') ? 3 : 2);

function format(entry, values, locale) {
  if (typeof entry === 'string') return shown(entry, values);
  const kind = ['plural', 'ordinal', 'select'].find((word) => word in entry);
  const selectors = entry.match ?? [{[kind]: entry[kind]}];
  const variants = entry.variants ?? Object.entries(entry).filter(([key]) => key !== kind).map(([key, text]) => ({keys: [key], text}));
  const fit = variants.filter(({keys}) => keys.every((key, i) => matches(key, selectors[i], values[Object.values(selectors[i])[0]], locale)));
  fit.sort((a, b) => {
    const at = a.keys.findIndex((key, i) => rank(key) !== rank(b.keys[i]));
    return at < 0 ? 0 : rank(b.keys[at]) - rank(a.keys[at]);
  });
  return format(fit[0].text, values, locale);
}

// ---- the oracle: code is shown by its name, so the number of a plural has neither offset nor digits of its own

const plainly = (pieces) => pieces.map((piece) => {
  if (typeof piece === 'string') return piece;
  if (piece.pound) return {arg: piece.pound.arg};
  if (piece.tag) return {...piece, children: plainly(piece.children)};
  return piece.choice ? {...piece, cases: piece.cases.map(([key, value]) => [key, plainly(value)])} : piece;
});

for (const locale of locales) {
  const bundle = readJson(paths[locale]);
  for (const message of messages)
    for (let i = 0; i < 4; i++) {
      const values = generator.values(message), pieces = plainly(message.texts[locale]);
      tally.same(`${locale} ${message.id} ${icu(message.texts[locale])}`, format(bundle[message.id], values, locale),
        said(pieces, values, locale, (name, content) => `[#${name}]${content}[/${name}]`));
    }
}
tally.end();
