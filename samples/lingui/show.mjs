// Loads what `glot build` made: node show.mjs [LOCALE]
import {setupI18n} from '@lingui/core';

const locale = process.argv[2] ?? 'en';
const {messages} = await import(`./bundles/${locale}.js`);
const i18n = setupI18n({locale, messages: {[locale]: messages}});
console.log(i18n._('hello', {name: 'Ada'}));
console.log([1, 3, 5].map((n) => i18n._('letters', {n})).join(', '));
