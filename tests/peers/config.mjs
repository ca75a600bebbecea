#!/usr/bin/env node
// Random configurations: lit-localize and glot accept the same ones, and rewrite those without `$schema` to the same
// bytes.
//     node config.mjs [DRIVER] [COUNT] [SEED]
// The last line is `N passed, N failed`.
import {execFileSync} from 'node:child_process';
import fs from 'node:fs';
import {createRequire} from 'node:module';
import path from 'node:path';
import {pathToFileURL} from 'node:url';
import {seedOf} from '../seed.mjs';
import {conclude, scratch} from '../suite.mjs';
import {Random} from '../random.mjs';

const require = createRequire(process.env.PEER_MODULES ?? import.meta.url);
const main = require.resolve('@lit/localize-tools/package.json');
const {readConfigFileAndWriteSchema} = await import(pathToFileURL(path.join(path.dirname(main), 'lib/config.js')));

const [driver = `${process.env.GLOT_DRIVERS}/config_driver`, count = '3000', seed = seedOf(1)] = process.argv.slice(2);

const random = new Random(Number(seed));
const below = (n) => random.below(n);
const pick = (list) => random.pick(list);
const chance = (p) => random.chance(p);

const texts = ['', 'en', 'de-AT', 'x/y', './a', '"q"', 'back\\slash', 'é', '\u2028', '\u0001\n', '\ud83d\ude00', '\ud83d', '/', '$&'];
const text = () => pick(texts);
const list = (make, most = 3) => Array.from({length: below(most + 1)}, make);
const pairs = (make, keys) => Object.fromEntries(list(() => [pick(keys), make()]));

const interchange = () => pick([
  () => ({format: 'xliff', xliffDir: text(), ...(chance(0.3) && {placeholderStyle: pick(['x', 'ph'])})}),
  () => ({format: 'xlb', outputFile: text(), translationsGlob: text()}),
])();
const output = () => pick([
  () => ({mode: 'runtime', outputDir: text(), ...(chance(0.3) && {language: pick(['js', 'ts'])})}),
  () => ({mode: 'transform', ...(chance(0.5) && {outputDir: text()}), ...(chance(0.3) && {localeCodesModule: text()})}),
])();
const patches = () => pairs(() => pairs(() => list(() => ({before: text(), after: text()})), ['b', '10', '9', 'a', '007', '4294967295', '-1']), ['de', 'fr', '1']);
const valid = () => shuffled({
  ...(chance(0.2) && {$schema: text()}), sourceLocale: text(), targetLocales: list(text), inputFiles: list(text),
  ...(chance(0.3) && {tsConfig: 'tsconfig.json'}), interchange: interchange(), output: output(), ...(chance(0.5) && {patches: patches()}),
});
function shuffled(object) {
  return Object.fromEntries(Object.entries(object).map((entry) => [random.fraction(), entry]).sort((a, b) => a[0] - b[0]).map(([, entry]) => entry));
}

// Something is taken away, added or of another type.
const strange = [null, true, 7, 'xliff', 'xlb', 'runtime', 'transform', [], {}, [1], [[]], {a: 1}];
const names = ['format', 'mode', 'xliffDir', 'outputFile', 'translationsGlob', 'outputDir', 'language', 'placeholderStyle', 'baseDir', 'before', 'x', 'localeCodesModule'];
function spoiled(value) {
  if (typeof value !== 'object' || value === null || chance(0.2)) return pick(strange);
  if (Array.isArray(value)) return value.length && chance(0.6) ? value.map((v, i) => (i ? v : spoiled(v))) : [...value, pick(strange)];
  const keys = Object.keys(value), copy = {...value}, key = pick(keys);
  if (key === undefined || chance(0.2)) return {...copy, [pick(names)]: pick([...strange, ...texts])};
  if (key === 'inputFiles' || chance(0.7)) copy[key] = spoiled(copy[key]);
  else delete copy[key];
  return copy;
}
// Bytes that no longer are JSON, or are in another way.
function scribbled(bytes) {
  const at = below(bytes.length + 1);
  return bytes.slice(0, at) + pick([',', '//x\n', ' ', '"', '}', '\\u00e9', '\t', '0', '\ufeff', '/**/', '\n', '"a":1,']) + bytes.slice(at + below(2));
}

const folder = scratch('config');
const cases = [];
for (let i = 0; i < Number(count); i++) {
  let value = valid();
  while (chance(0.35)) value = spoiled(value);
  let bytes = JSON.stringify(value, null, pick([0, 2, '\t'])) ?? '';
  if (chance(0.2)) bytes = scribbled(bytes);
  const file = path.join(folder, String(i), 'lit-localize.json');
  fs.mkdirSync(path.dirname(file));
  fs.writeFileSync(file, bytes);
  cases.push({file, bytes: fs.readFileSync(file, 'utf8')}); // half a surrogate pair does not survive the writing
}
const answers = execFileSync(driver, {input: cases.map(({file}) => file + '\n').join(''), maxBuffer: 1 << 28}).toString().split('\n');

// glot lets no locale lead out of its folder, and no path hold control characters (docs/differences.md).
const isControl = (text) => /[\0-\x1f\x7f]/.test(text);
function isRefused({sourceLocale, targetLocales = [], tsConfig = '', interchange, output}) {
  const locales = [sourceLocale, ...targetLocales];
  const paths = [tsConfig, interchange.xliffDir ?? '', interchange.outputFile ?? '',
    output.outputDir ?? '', output.localeCodesModule ?? ''];
  return locales.some((locale) => locale.includes('/') || locale === '..' || isControl(locale)) || paths.some(isControl);
}

let failed = 0, accepted = 0;
cases.forEach(({file, bytes}, i) => {
  let wanted = '0';
  try {
    const config = readConfigFileAndWriteSchema(file);
    // The peer looks for sources later, and takes an empty path for none.
    if (config.inputFiles === undefined && !config.tsConfig || isRefused(JSON.parse(bytes))) wanted = '0';
    else {
      const after = fs.readFileSync(file, 'utf8');
      wanted = after === bytes ? '' : after;
      accepted++;
    }
  } catch {}
  const got = answers[i] === '0' ? '0' : JSON.parse(answers[i].slice(2));
  if (got === wanted) return;
  failed++;
  if (failed <= 5) console.log(`differs: ${JSON.stringify(bytes)}\n  lit-localize: ${JSON.stringify(wanted)}\n  glot:         ${JSON.stringify(got)}`);
});
console.log(`${accepted} accepted by both or by lit-localize`);
conclude(cases.length - failed, failed);
