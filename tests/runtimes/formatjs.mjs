#!/usr/bin/env node
// react-intl and intl-messageformat say what the catalogs say, when they load the bundles that glot builds; and
// `formatjs compile` would have written the same bytes.
//     formatjs.mjs [COUNT [SEED]]
import {execFileSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {IntlMessageFormat} from 'intl-messageformat';
import {createIntl, createIntlCache} from 'react-intl';
import {build, icu, locales, Messages, Random, readJson, said, sourceLocale, Tally} from './lib/messages.mjs';

const [count = '300', seed = '1'] = process.argv.slice(2);
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

// ---- the peer's own bytes

const require = createRequire(import.meta.url);
const cli = join(dirname(require.resolve('@formatjs/cli/package.json')), 'bin/formatjs');
const scratch = mkdtempSync(join(tmpdir(), 'glot-formatjs-'));
process.on('exit', () => rmSync(scratch, {recursive: true, force: true}));

function compiled(bundle, ...options) {
  const entries = Object.entries(bundle).map(([id, defaultMessage]) => `${JSON.stringify(id)}:${JSON.stringify({defaultMessage})}`);
  const input = join(scratch, 'in.json'), output = join(scratch, 'out.json');
  writeFileSync(input, `{${entries.join(',')}}`);
  execFileSync(process.execPath, [cli, 'compile', ...options, '--out-file', output, input], {stdio: ['ignore', 'ignore', 'inherit']});
  return readFileSync(output, 'utf8');
}

for (const locale of ['ar', sourceLocale]) {
  const bundle = readJson(paths[locale]);
  tally.same(`${locale}: the bytes of formatjs compile, but for what could end a script`, readFileSync(paths[locale], 'utf8').trimEnd().replaceAll('\\u003c', '<'), compiled(bundle).trimEnd());
}
tally.end();
