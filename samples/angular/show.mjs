// Loads what `glot build` made: node show.mjs [LOCALE]
import '@angular/localize/init';
import {readFileSync} from 'node:fs';
import {loadTranslations} from '@angular/localize';

const locale = process.argv[2];
if (locale) loadTranslations(JSON.parse(readFileSync(new URL(`bundles/${locale}.json`, import.meta.url), 'utf8')).translations);
const name = 'Ada';
console.log($localize`:@@greeting:Hello ${name}:PH:!`);
