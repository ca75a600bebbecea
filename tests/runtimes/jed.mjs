#!/usr/bin/env node
// Jed says what the catalogs say, when it loads the bundles that glot builds.
//     jed.mjs [COUNT [SEED]]
import {execFileSync} from 'node:child_process';
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join, resolve} from 'node:path';
import Jed from 'jed';
import {Random} from '../random.mjs';
import {answer, locales, messages, po} from './lib/gettext.mjs';
import {checks, Tally} from './lib/messages.mjs';
import {seedOf} from '../seed.mjs';
import {scratch} from '../suite.mjs';

const [count = '200', seed = seedOf(1)] = process.argv.slice(2);
const random = new Random(Number(seed)), list = messages(random, Number(count)), tally = new Tally();
const folder = scratch('jed');
mkdirSync(join(folder, 'translations'));
writeFileSync(join(folder, 'glot.json'), JSON.stringify({sourceLocale: 'en', checks, locales, catalogs: {format: 'po'}, bundles: {format: 'jed', folder: 'out'}}));
for (const locale of locales) writeFileSync(join(folder, `translations/${locale}.po`), po(list, locale));
execFileSync(resolve(process.env.GLOT ?? 'build/release/glot'), ['build', '--strict'], {cwd: folder, stdio: ['ignore', 'ignore', 'inherit']});

for (const locale of locales) {
  const text = readFileSync(join(folder, `out/${locale}.json`), 'utf8'), jed = new Jed(JSON.parse(text));
  tally.same(`${locale}: nothing ends a script`, /<\/script|<!--/i.test(text), false);
  for (const message of list) {
    const {context, source, plural} = message;
    const counts = plural === undefined ? [undefined] : [0, 1, 2, 3, 6, 11, 22, random.below(131)];
    for (const n of counts) tally.same(`${locale} ${source} ${n}`, jed.dcnpgettext(undefined, context, source, plural, n), answer(message, locale, n));
  }
}
tally.end();
