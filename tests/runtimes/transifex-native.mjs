#!/usr/bin/env node
// Transifex Native says what the catalogs say, when its cache is filled with the bundles that glot builds.
//     transifex-native.mjs [COUNT [SEED]]
import native from '@transifex/native';
import {build, locales, Messages, Random, readJson, said, sourceLocale, Tally} from './lib/messages.mjs';
import {seedOf} from '../seed.mjs';

const [count = '400', seed = seedOf(1)] = process.argv.slice(2);
const generator = new Messages(new Random(seed)), messages = generator.list(Number(count)), tally = new Tally();
const paths = build(messages, {format: 'transifex-native'}, '.json');

const tx = native.createNativeInstance({});
for (const locale of [sourceLocale, ...locales]) {
  tx.cache.update(locale, readJson(paths[locale]));
  for (const message of messages)
    for (let i = 0; i < 4; i++) {
      const values = generator.values(message);
      // In Transifex Native tags are text.
      const expected = said(message.texts[locale], values, locale, (name, content) => `<${name}>${content}</${name}>`);
      tally.same(`${locale} ${message.id}`, tx.translateLocale(locale, '–', {...values, _key: message.id}), expected);
    }
}
tally.end();
