#!/usr/bin/env node
// The MO files that glot builds of PO files are those of msgfmt, byte for byte; msgunfmt and gettext-parser read in them
// what the catalogs say, and so does a program that calls gettext(3), where the system can be told a language without
// its locale.
//     mo.mjs [COUNT [SEED]]
import {execFileSync} from 'node:child_process';
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import gettextParser from 'gettext-parser';
import {Random} from '../random.mjs';
import {answer, locales, messages, po} from './lib/gettext.mjs';
import {checks, Tally} from './lib/messages.mjs';
import {seedOf} from '../seed.mjs';
import {glot, scratch} from '../suite.mjs';

const [count = '300', seed = seedOf(1)] = process.argv.slice(2);
const random = new Random(Number(seed)), list = messages(random, Number(count)), tally = new Tally();
const folder = scratch('mo');
const run = (program, args, options = {}) => execFileSync(program, args, {cwd: folder, stdio: ['pipe', 'pipe', 'inherit'], ...options});

function build(name, files, format) {
  const home = join(folder, name);
  mkdirSync(join(home, 'translations'), {recursive: true});
  writeFileSync(join(home, 'glot.json'), JSON.stringify({sourceLocale: 'en', checks, locales: Object.keys(files), catalogs: {format}, bundles: {format: 'mo', folder: 'out'}}));
  for (const [locale, text] of Object.entries(files)) writeFileSync(join(home, `translations/${locale}.${format}`), text);
  run(glot, ['build', '--strict'], {cwd: home});
  return (locale) => join(home, `out/${locale}.mo`);
}

// The strings of an MO file, without its hash table and the places.
function strings(mo) {
  const list = [];
  for (const table of [12, 16])
    for (let i = 0; i < mo.readUInt32LE(8); i++) {
      const at = mo.readUInt32LE(table) + i * 8, start = mo.readUInt32LE(at + 4);
      list.push(mo.subarray(start, start + mo.readUInt32LE(at)).toString('latin1'));
    }
  return JSON.stringify(list);
}

// ---- msgfmt

const files = Object.fromEntries(locales.map((locale) => [locale, po(list, locale)]));
const path = build('po', files, 'po');
for (const locale of locales) {
  const ours = readFileSync(path(locale));
  const theirs = (...options) => run('msgfmt', [...options, '-o', '-', `po/translations/${locale}.po`]);
  tally.same(`${locale}: the bytes of msgfmt`, ours.toString('latin1'), theirs().toString('latin1'));
  tally.same(`${locale}: the strings of msgfmt --no-hash`, strings(ours), strings(theirs('--no-hash')));
}

// Every size of the hash table has its own prime.
for (let size = 0; size < 10; size++) {
  const part = list.slice(0, size < 4 ? size : random.below(list.length));
  const ours = readFileSync(build(`size${size}`, {pl: po(part, 'pl')}, 'po')('pl'));
  tally.same(`${part.length} entries: the bytes of msgfmt`, ours.toString('latin1'), run('msgfmt', ['-o', '-', `size${size}/translations/pl.po`]).toString('latin1'));
}

// ---- readers

for (const locale of locales) {
  run('msgunfmt', ['-o', 'again.po', path(locale)]);
  tally.same(`${locale}: msgunfmt and back`, strings(run('msgfmt', ['-o', '-', 'again.po'])), strings(readFileSync(path(locale))));
  const {translations} = gettextParser.mo.parse(readFileSync(path(locale)));
  for (const message of list) {
    const entry = translations[message.context ?? '']?.[message.source];
    if (!message.texts[locale]) {
      tally.same(`${locale} ${message.source}: untranslated`, entry, undefined);
      continue;
    }
    const wanted = message.plural === undefined ? message.texts[locale] : Object.values(message.texts[locale]).join('\u0000');
    tally.same(`${locale} ${message.source}: gettext-parser`, entry?.msgstr.join('\u0000'), wanted);
  }
}

// ---- gettext(3)

const program = join(folder, 'lookup');
writeFileSync(`${program}.c`, `#include <libintl.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
static char *word(void) { static char words[3][1 << 16]; static int next; char *at = words[next++ % 3]; int c, i = 0;
  while ((c = getchar()) != EOF && c) at[i++] = (char)c; at[i] = 0; return c == EOF ? NULL : at; }
int main(int count, char **arguments) {
  if (count != 3 || !setlocale(LC_ALL, arguments[2])) return 2;
  bindtextdomain("messages", arguments[1]); bind_textdomain_codeset("messages", "UTF-8"); textdomain("messages");
  for (char *key; (key = word());) { char *plural = word(), *number = word(); unsigned long n = strtoul(number, NULL, 10);
    const char *found = *plural ? ngettext(key, plural, n) : gettext(key);
    const char *end = strchr(key, 4);
    if (end && found == key) found = end + 1;
    fwrite(found, 1, strlen(found) + 1, stdout); }
  return 0; }
`);
run('cc', ['-o', program, `${program}.c`]);
const system = ['C.UTF-8', 'C.utf8', 'en_US.UTF-8'].find((name) => {
  try {
    run(program, ['.', name], {input: ''});
    return true;
  } catch {
    return false;
  }
});
for (const locale of locales) {
  mkdirSync(join(folder, `tree/${locale}/LC_MESSAGES`), {recursive: true});
  writeFileSync(join(folder, `tree/${locale}/LC_MESSAGES/messages.mo`), readFileSync(path(locale)));
  const asked = list.flatMap((message) => (message.plural === undefined ? [0] : [0, 1, 2, 3, 5, 6, 11, 21, 22, 100, random.below(131)]).map((n) => [message, n]));
  const input = asked.map(([{context, source, plural}, n]) => `${context === undefined ? '' : context + '\u0004'}${source}\0${plural ?? ''}\0${n}\0`).join('');
  const said = run(program, ['tree', system], {input, env: {...process.env, LANGUAGE: locale}}).toString().split('\0');
  asked.forEach(([message, n], i) => tally.same(`${locale} ${message.source} ${n}: gettext(3)`, said[i], answer(message, locale, n)));
}
tally.end();
