#!/usr/bin/env node
// Random configurations in own mode: glot refuses those that the JSON Schema it prints refuses, by the validator that
// lit-localize uses, and no others.
//     node schema.mjs [DRIVER] [COUNT] [SEED]
// The last line is `N passed, N failed`.
import {execFileSync} from 'node:child_process';
import fs from 'node:fs';
import {createRequire} from 'node:module';
import path from 'node:path';
import {Random} from '../random.mjs';
import {seedOf} from '../seed.mjs';
import {conclude, glot, scratch} from '../suite.mjs';

const {Validator} = createRequire(process.env.PEER_MODULES ?? import.meta.url)('jsonschema');
const [driver = `${process.env.GLOT_DRIVERS}/config_driver`, count = '3000', seed = seedOf(1)] = process.argv.slice(2);
const schema = JSON.parse(execFileSync(glot, ['schema'], {encoding: 'utf8'}));

const random = new Random(Number(seed));
const pick = (list) => random.pick(list), chance = (probability) => random.chance(probability);
const list = (make) => random.some(0, 3, make);
const some = (object) => Object.fromEntries(Object.entries(object).filter(() => chance(0.5)));

const text = () => pick(['src/**/*.ts', './a', 'é', '/', ' ', 'x.json']);
const locale = () => pick(['de', 'pt-BR', 'zh_Hans', 'ca@valencia', 'x'.repeat(64)]);
const keyword = () => pick(['tr', 'trn:1,2', 'trc:1c,2', 'f:1,2,3t', 'g:1,"a, note"', '$.x']);
const patches = () => ({[locale()]: {[text()]: list(() => ({before: text(), after: text()}))}});
const catalogs = () => some({format: pick(['xliff', 'xlb', 'json']), folder: text(), placeholders: pick(['x', 'ph']), locations: chance(0.5)});
const bundles = () => ({folder: text(), ...some({format: pick(['lit', 'json']), language: pick(['js', 'ts']), localeCodes: text()})});
const valid = () => ({
  sourceLocale: locale(), locales: list(locale), ...pick([{sources: list(text)}, {tsconfig: text()}]),
  ...some({$schema: text(), dialects: list(() => pick(['lit', 'gettext'])), keywords: list(keyword), catalogs: catalogs(), bundles: bundles(), patches: patches()}),
});

// Something is taken away, added or of another type.
const strange = [null, true, 7, '', 'de', 'a/b', '..', '-x', 'f:', 'f:x', 'f:1,', 'lit', 'ts', [], {}, [1], [[]], ['gettext', 'lit'], {folder: 'x'}, 'x'.repeat(65)];
const names = ['format', 'folder', 'language', 'placeholders', 'before', 'sources', 'inputFiles', 'x', 'keywords', 'dialects', 'patches'];
function spoiled(value) {
  if (typeof value !== 'object' || value === null || chance(0.2)) return pick(strange);
  if (Array.isArray(value)) return value.length && chance(0.6) ? value.map((v, i) => (i ? v : spoiled(v))) : [...value, pick(strange)];
  const keys = Object.keys(value), copy = {...value}, key = pick(keys);
  if (key === undefined || chance(0.2)) return {...copy, [pick(names)]: pick(strange)};
  if (chance(0.7)) copy[key] = spoiled(copy[key]);
  else delete copy[key];
  return copy;
}

// What a schema cannot tell: an empty `tsconfig` is as good as none, and bundles must not be written over catalogs.
const isTold = (value) => value?.tsconfig !== '' && !(value?.catalogs?.format === 'json' && value?.bundles?.format === 'json');
const folder = scratch('schema');
const cases = [];
while (cases.length < Number(count)) {
  let value = valid();
  while (chance(0.4)) value = spoiled(value);
  if (!isTold(value)) continue;
  const file = path.join(folder, String(cases.length), 'glot.json');
  fs.mkdirSync(path.dirname(file));
  fs.writeFileSync(file, JSON.stringify(value));
  cases.push({file, value});
}

const answers = execFileSync(driver, {input: cases.map(({file}) => file + '\n').join(''), encoding: 'utf8'}).split('\n');
const validator = new Validator();
let accepted = 0, failed = 0;
cases.forEach(({value}, i) => {
  const isAccepted = answers[i].startsWith('1'), result = validator.validate(value, schema);
  accepted += isAccepted;
  if (isAccepted === result.valid) return;
  if (++failed <= 5) console.log(`FAILED ${JSON.stringify(value)}\n  glot ${isAccepted ? 'takes' : 'refuses'} it, the schema does not: ${result.errors.join('; ')}`);
});
console.log(`seed ${seed}: ${accepted} of ${cases.length} accepted`);
conclude(cases.length - failed, failed);
