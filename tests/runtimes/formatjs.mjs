#!/usr/bin/env node
// react-intl and intl-messageformat say what the catalogs say, when they load the bundles that glot builds; and
// `formatjs compile` would have written the same bytes.
//     formatjs.mjs [COUNT [SEED]]
import {execFileSync} from 'node:child_process';
import {readFileSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';
import {IntlMessageFormat} from 'intl-messageformat';
import {createIntl, createIntlCache} from 'react-intl';
import {build, icu, inherited, locales, Messages, Random, readJson, said, sourceLocale, Tally} from './lib/messages.mjs';
import {seedOf} from '../seed.mjs';
import {scratch} from '../suite.mjs';

const [count = '300', seed = seedOf(1)] = process.argv.slice(2);
const generator = new Messages(new Random(seed)), messages = generator.list(Number(count)), tally = new Tally();
const everywhere = [sourceLocale, ...locales];

const tags = Object.fromEntries(['b', 'i', 'link'].map((name) => [name, (chunks) => `[${name}:${[chunks].flat().join('')}]`]));
const expected = (message, values, locale) => said(message.texts[locale], values, locale, (name, content) => tags[name]([content]));
const flat = (result) => [result].flat().join('');

// ---- what is said

const paths = build(messages, {format: 'formatjs'}, '.json');
for (const locale of everywhere) {
  const bundle = readJson(paths[locale]);
  const intl = createIntl({locale, messages: bundle, onError: (error) => { throw error; }}, createIntlCache());
  for (const message of messages) {
    if (message.syntax === 'icu') tally.same(`${locale} ${message.id}: its text`, bundle[message.id], icu(message.texts[locale]));
    const format = new IntlMessageFormat(bundle[message.id], locale);
    for (let i = 0; i < 3; i++) {
      const values = generator.values(message), wanted = expected(message, values, locale);
      tally.same(`${locale} ${message.id}: react-intl`, flat(intl.formatMessage({id: message.id}, {...values, ...tags})), wanted);
      tally.same(`${locale} ${message.id}: intl-messageformat`, flat(format.format({...values, ...tags})), wanted);
    }
  }
}

// ---- parsed already

const skeletons = [
  'currency/USD unit-width-narrow ,_ 000 .00##/@@##r compact-short ()! rounding-mode-floor scale/2', 'percent .00/w', '%x100', 'unit/meter .##', '%',
  'measure-unit/length-meter unit-width-full-name', '@@@', '@@#', '@@+', '@@r', 'scale/0.5 .0', 'scientific/+!/sign-always', 'EE+?00', 'E0', 'KK',
  'compact-long sign-except-zero', 'integer-width/*000', '.00*', '. group-off', 'precision-integer', 'engineering', 'notation-simple', '0000 sign-never', 'foo/bar/baz .0',
].map((skeleton) => `a {n, number, ::${skeleton}} b`).concat([
  'GGGGyMMMd', 'yyMMMMMdd', 'yyyyMMEEEE', 'EEE, MMM d', "yMMM'd'd", 'hmma', 'HHmmss', 'kkmz', 'Kmzzzz', 'ddd', 'MMMMMMM', 'yLLL',
].map((skeleton) => `{d, date, ::${skeleton}}{d, time, ::${skeleton}}`), [
  '{n, number} {n, number, percent} {d, date} {t, time, short} a<br/>b {n, plural, other {x} one {} =01 {} zero {y}} <i></i>', "it''s '{'<b>#</b>",
]).map((raw, i) => ({id: `skeleton.${i}`, syntax: 'icu', raw}));
const parsed = build([...messages.filter(({id}) => !inherited.has(id)), ...skeletons], {format: 'formatjs-ast'}, '.json');
for (const locale of everywhere) {
  const bundle = readJson(parsed[locale]);
  const intl = createIntl({locale, messages: bundle, onError: (error) => { throw error; }}, createIntlCache());
  for (const message of messages.filter(({id}) => !inherited.has(id))) {
    const values = generator.values(message);
    tally.same(`${locale} ${message.id}: parsed`, flat(intl.formatMessage({id: message.id}, {...values, ...tags})), expected(message, values, locale));
  }
  for (const {id, raw} of skeletons) {
    const values = {n: 1234.567, d: new Date(2026, 10, 26), t: new Date(2026, 10, 26), ...tags};
    tally.same(`${locale} ${raw}`, flat(intl.formatMessage({id}, values)), flat(new IntlMessageFormat(raw, locale).format(values)));
  }
}

// ---- the peer's own bytes

const require = createRequire(import.meta.url);
const cli = join(dirname(require.resolve('@formatjs/cli/package.json')), 'bin/formatjs');
const built = scratch('formatjs');

function compiled(bundle, ...options) {
  const entries = Object.entries(bundle).map(([id, defaultMessage]) => `${JSON.stringify(id)}:${JSON.stringify({defaultMessage})}`);
  const input = join(built, 'in.json'), output = join(built, 'out.json');
  writeFileSync(input, `{${entries.join(',')}}`);
  execFileSync(process.execPath, [cli, 'compile', ...options, '--out-file', output, input], {stdio: ['ignore', 'ignore', 'inherit']});
  return readFileSync(output, 'utf8');
}

const inert = (text) => text.trimEnd().replace(/<(?=!--|\/?script)/gi, '\\u003c');
// Of texts that differ, from shortly before the first difference on.
const same = (title, path, peer) => {
  const own = readFileSync(path, 'utf8').trimEnd(), wanted = inert(peer);
  let at = 0;
  while (at < own.length && own[at] === wanted[at]) at++;
  tally.same(title, own.slice(Math.max(0, at - 300), at + 300), wanted.slice(Math.max(0, at - 300), at + 300));
};
for (const locale of ['ar', sourceLocale]) {
  same(`${locale}: the bytes of formatjs compile`, paths[locale], compiled(readJson(paths[locale])));
  const texts = Object.entries(readJson(paths[locale])).filter(([id]) => !inherited.has(id));
  same(`${locale}: the bytes of formatjs compile --ast`, parsed[locale], compiled(Object.fromEntries(texts.concat(skeletons.map(({id, raw}) => [id, raw]))), '--ast'));
}
tally.end();
