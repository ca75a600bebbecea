// Loads what `glot build` made: node show.mjs [LOCALE]
import {readFileSync} from 'node:fs';
import {createIntl} from 'react-intl';

const locale = process.argv[2] ?? 'en';
const messages = JSON.parse(readFileSync(new URL(`bundles/${locale}.json`, import.meta.url), 'utf8'));
const intl = createIntl({locale, messages});
console.log(intl.formatMessage({id: 'hello'}, {name: 'Ada'}));
console.log([1, 3, 5].map((n) => intl.formatMessage({id: 'letters'}, {n})).join(', '));
