// Loads what `glot build` made: node show.mjs [LOCALE]
import {readFileSync} from 'node:fs';
import i18next from 'i18next';

const lng = process.argv[2] ?? 'pl';
const translation = JSON.parse(readFileSync(new URL(`bundles/${lng}.json`, import.meta.url), 'utf8'));
await i18next.init({lng, resources: {[lng]: {translation}}});
for (const count of [1, 3, 5]) console.log(i18next.t('cart.files', {count, name: 'Ada'}));
console.log(i18next.t('cart.friend', {context: 'female'}));
