#!/usr/bin/env node
// Vue I18n says what the catalogs say, when it loads the bundles that glot builds with the plural rule of
// docs/bundles.md.
//     vue-i18n.mjs [COUNT [SEED]]
import {createI18n} from 'vue-i18n';
import {pluralRule} from '../../samples/vue-i18n/plural-rule.js';
import {build, locales, Messages, Random, readJson, said, sourceLocale, Tally} from './lib/messages.mjs';
import {seedOf} from '../seed.mjs';

const [count = '400', seed = seedOf(1)] = process.argv.slice(2);
const everywhere = [sourceLocale, ...locales], tally = new Tally();

// One choice by a whole number or a fraction, and =0; no select, offset, or choice in a choice.
const generator = new Messages(new Random(seed), {choices: ['plural'], exact: '=0', offset: false, nested: false, alone: true, tags: false});
const messages = generator.list(Number(count)).filter(({id}) => id.trim()); // white space is no path
const paths = build(messages, {format: 'vue-i18n'}, '.json');
const {global: vue} = createI18n({
  legacy: false,
  locale: sourceLocale,
  messages: Object.fromEntries(everywhere.map((locale) => [locale, readJson(paths[locale])])),
  pluralRules: Object.fromEntries(everywhere.map((locale) => [locale, pluralRule(locale)])),
  warnHtmlMessage: false,
});

// Numbers are shown as they are: $n formats them.
const digits = (locale, value) => String(value);
for (const locale of everywhere)
  for (const message of messages)
    for (let i = 0; i < 4; i++) {
      const values = generator.values(message), plural = message.plan.args.find(({kind}) => kind === 'plural')?.name;
      // Vue I18n takes a number called n for that of the plural, and replaces an empty n by it.
      if (plural && plural !== 'n' && 'n' in values) values.n = 'n';
      const result = vue.t(message.id, {...values}, {locale, ...(plural ? {plural: values[plural]} : {})});
      tally.same(`${locale} ${message.id}`, result, said(message.texts[locale], values, locale, null, digits));
    }
tally.end();
