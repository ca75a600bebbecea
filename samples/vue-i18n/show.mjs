// Loads what `glot build` made: node show.mjs [LOCALE]
import {readFileSync} from 'node:fs';
import {createI18n} from 'vue-i18n';
import {pluralRule} from './plural-rule.js';

const locale = process.argv[2] ?? 'en';
const messages = JSON.parse(readFileSync(new URL(`bundles/${locale}.json`, import.meta.url), 'utf8'));
const {t} = createI18n({legacy: false, locale, messages: {[locale]: messages}, pluralRules: {[locale]: pluralRule(locale)}}).global;
console.log(t('hello', {name: 'Ada'}));
console.log([1, 3, 5].map((n) => t('letters', n)).join(', '));
