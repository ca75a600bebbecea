// Loads what `glot build` made: node show.mjs [LOCALE]
import {readFileSync} from 'node:fs';
import Jed from 'jed';

const locale = process.argv[2] ?? 'pl';
const i18n = new Jed(JSON.parse(readFileSync(new URL(`bundles/${locale}.json`, import.meta.url), 'utf8')));
console.log(i18n.pgettext('button', 'Open'));
for (const count of [1, 3, 5]) console.log(i18n.translate('%d new letter').ifPlural(count, '%d new letters').fetch(count));
