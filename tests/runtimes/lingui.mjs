#!/usr/bin/env node
// Lingui says what the catalogs say, when it loads the modules that glot builds; and `lingui compile` would have written
// the same bytes, but where its runtime would then say something else.
//     lingui.mjs [COUNT [SEED]]
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {pathToFileURL} from 'node:url';
import {createCompiledCatalog} from '@lingui/cli/api';
import {setupI18n} from '@lingui/core';
import {build, csv, icu, inherited, locales, Messages, Random, said, sourceLocale, Tally} from './lib/messages.mjs';
import {seedOf} from '../seed.mjs';

const [count = '300', seed = seedOf(1)] = process.argv.slice(2);
const everywhere = [sourceLocale, ...locales], tally = new Tally();
const asText = (name, content) => `<${name}>${content}</${name}>`;
process.env.NODE_ENV = 'production'; // without a compiler

function messagesOf(traits) {
  const generator = new Messages(new Random(seed), traits);
  return {generator, messages: generator.list(Number(count)).filter(({id}) => !inherited.has(id))};
}

// Lingui's compiler does not quote tags.
const inLingui = (messages, locale) => csv(messages, locale, false);

// ---- what is said

const {generator, messages} = messagesOf();
const paths = build(messages, {format: 'lingui'}, '.js', inLingui);
for (const locale of everywhere) {
  const {messages: bundle} = await import(pathToFileURL(paths[locale]));
  const i18n = setupI18n({locale, messages: {[locale]: bundle}});
  for (const message of messages)
    for (let i = 0; i < 3; i++) {
      const values = generator.values(message);
      tally.same(`${locale} ${message.id}`, i18n._(message.id, values), said(message.texts[locale], values, locale, asText));
    }
}

// ---- the peer's own bytes: of messages that neither quote tags nor meet the runtime's own escapes

const plain = messagesOf({tags: false, nested: false, crumb: (crumb) => !/[<\\#]/.test(crumb)}).messages.filter(({syntax}) => syntax === 'icu');
for (const [language, namespace] of [['js', 'es'], ['ts', 'ts']]) {
  const built = build(plain, {format: 'lingui', language}, `.${language}`, inLingui);
  for (const locale of everywhere) {
    const catalog = Object.fromEntries(plain.map(({id, texts}) => [id, icu(texts[locale], false)]));
    const {source, errors} = createCompiledCatalog(locale, catalog, {strict: true, namespace});
    tally.same(`${locale}: the peer takes the messages`, errors.length, 0);
    tally.same(`${locale}: the bytes of lingui compile`, readFileSync(built[locale], 'utf8'), source.replace(/<(?=!--|\/?script)/gi, '\\u003c'));
  }
}
tally.end();
