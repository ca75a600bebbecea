// Loads what `glot build` made: node show.mjs [LOCALE]
import {readFileSync} from 'node:fs';
import native from '@transifex/native';

const locale = process.argv[2] ?? 'en';
const tx = native.createNativeInstance({});
tx.cache.update(locale, JSON.parse(readFileSync(new URL(`bundles/${locale}.json`, import.meta.url), 'utf8')));
const t = (key, values) => tx.translateLocale(locale, key, {_key: key, ...values});
console.log(t('hello', {name: 'Ada'}));
console.log([1, 3, 5].map((n) => t('letters', {n})).join(', '));
