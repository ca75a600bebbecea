#!/usr/bin/env node
// Sources that change and return, as branches do: texts become plurals and other contexts' texts, leave and come back, while
// nobody translates. The laws, over random histories of a gettext project:
//   - a second extraction changes nothing;
//   - no translation leaves the catalog;
//   - with the first sources all translations are where they were, and finished: but for one history in a hundred, where
//     proposals have crossed three times and more. Then they stand in the catalog elsewhere.
//     node returns.mjs [SEED [HISTORIES]]
// $GLOT is the program. The last line counts histories.
import {spawnSync} from 'node:child_process';
import {mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {Random} from './random.mjs';
import {seedOf} from './seed.mjs';
import {conclude, glot, scratch, settle} from './suite.mjs';

const folder = scratch('returns'), catalog = join(folder, 'po/de.po');
const seed = Number(process.argv[2] ?? seedOf(1)), histories = Number(process.argv[3] ?? 120);
const texts = ['Save file', 'Save files', 'Open folder', 'Open folders', 'Close window'];
const config = {
  sourceLocale: 'en', locales: ['de'], sources: ['src/*.js'], dialects: ['gettext'], catalogs: {format: 'po', folder: 'po'},
};

const ways = {
  text: ({text}) => `_('${text}')`,
  plural: ({text}) => `ngettext('${text}', '${text}s', n)`,
  inContext: ({text, context}) => `pgettext('${context}', '${text}')`,
  pluralInContext: ({text, context}) => `npgettext('${context}', '${text}', '${text}s', n)`,
};

// One message of each text and context.
function someMessages(random) {
  const messages = new Map();
  for (const message of random.some(2, 6, () => ({way: random.pick(Object.keys(ways)), text: random.pick(texts), context: random.pick(['A', 'B'])})))
    messages.set(/Context/.test(message.way) ? `${message.context}/${message.text}` : message.text, message);
  return [...messages.values()];
}

function run(...words) {
  const {status, stdout, stderr} = spawnSync(glot, words, {cwd: folder, encoding: 'utf8'});
  if (status !== 0) throw new Error(`glot ${words.join(' ')} ended with ${status}: ${stderr}`);
  return stdout;
}

// The catalog that extracting these messages leaves, and whether doing it again leaves it as it is.
function extract(messages) {
  writeFileSync(join(folder, 'src/a.js'), messages.map(message => `show(${ways[message.way](message)});\n`).join(''));
  run('extract');
  const bytes = readFileSync(catalog, 'utf8');
  run('extract', '--no-cache');
  return {bytes, isStill: readFileSync(catalog, 'utf8') === bytes};
}

// Each form of each message has a translation of its own then.
function translateAll() {
  let count = 0;
  const [header, ...entries] = readFileSync(catalog, 'utf8').split('\n\n');
  writeFileSync(catalog, [header, ...entries].join('\n\n').replace(/^(msgstr(?:\[\d\])?) ""$/gm, (line, word, at) => (at < header.length ? line : `${word} "<${++count}>"`)));
  return Array.from({length: count}, (_, i) => `<${i + 1}>`);
}

// What users see, by message.
function shown() {
  const units = JSON.parse(run('convert', '--to', 'json', 'po/de.po')).units.filter(unit => !unit.obsolete);
  return JSON.stringify(units.map(({id, target, state}) => [id, target, state]).sort((a, b) => (a[0] < b[0] ? -1 : 1)));
}

let crossed = 0;
for (let number = 0; number < histories; number++) {
  const random = new Random(seed * 1000 + number), first = someMessages(random);
  for (const part of ['src', 'po', '.glot']) rmSync(join(folder, part), {recursive: true, force: true});
  mkdirSync(join(folder, 'src'));
  writeFileSync(join(folder, 'glot.json'), JSON.stringify(config));
  extract(first);
  const translations = translateAll();
  extract(first);
  const before = shown(), generations = [...random.some(1, 3, () => someMessages(random)), first];
  const steps = generations.map(messages => extract(messages));
  const lost = translations.filter(translation => steps.some(({bytes}) => !bytes.includes(translation)));
  const isBack = shown() === before, isStill = steps.every(step => step.isStill);
  crossed += !isBack;
  settle(isStill && lost.length === 0, `history ${number} of seed ${seed}: ${isStill ? `lost ${lost}` : 'a second extraction changes the catalog'}\n${JSON.stringify([first, ...generations])}`);
}
settle(crossed <= histories / 100, `of ${histories} histories ${crossed} do not give all translations back`);
conclude();
