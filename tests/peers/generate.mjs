// Generated projects: some hundred random messages each, extracted and built in all styles, over fresh and over old catalogs.

import {catalogFrame, catalogUnits, readUnits, xlbFrame, xlbUnits} from './generate/catalog.mjs';
import {message} from './generate/message.mjs';
import {Random} from '../random.mjs';
import {shrink} from './generate/shrink.mjs';

const STATEMENTS_IN_A_PROJECT = 250;
// Their names are a sort key; each has line ends and a beginning of its own.
const SOURCES = [{name: 'src/m0.ts'}, {name: 'src/É/m1.ts', lineEnd: '\r\n'}, {name: 'src/a-b.ts', mark: '\ufeff'}, {name: 'src/B.ts'}];
const PATCHES_IN_A_PROJECT = 20;
const CAUSES_OF_A_PROJECT = 3;
const CAUSES_OF_A_RUN = 12;
const LOCALES = ['de', 'fr'];
// A project that lost its messages makes glot refuse to drop the translations: no difference to look for.
const REFUSAL = '[translations-lost]';
const HEAD = "import * as L from '@lit/localize';\nimport {msg, str} from '@lit/localize';\nimport {html} from 'lit';\nconst held = {m: msg};\n";
const XLIFF = {format: 'xliff', xliffDir: 'xliff'};
const XLB = {format: 'xlb', outputFile: 'en.xlb', translationsGlob: 'xlb/*.xlb'};

// What a project is run as. `old` starts from catalogs that are there already.
const VARIANTS = [
  {name: 'fresh-x-js', interchange: XLIFF, language: 'js'},
  {name: 'fresh-ph-ts', interchange: {...XLIFF, placeholderStyle: 'ph'}, language: 'ts'},
  {name: 'old-x-ts', interchange: XLIFF, language: 'ts', old: true},
  {name: 'old-ph-js', interchange: {...XLIFF, placeholderStyle: 'ph'}, language: 'js', old: true},
  {name: 'xlb', interchange: XLB, language: 'ts'},
  {name: 'old-xlb', interchange: XLB, language: 'js', old: true},
];

const config = ({interchange, language}, patches) => JSON.stringify({
  $schema: 'x', sourceLocale: 'en', targetLocales: LOCALES, inputFiles: ['src/**/*.ts'],
  interchange, output: {mode: 'runtime', outputDir: 'out', language, localeCodesModule: 'out/codes.ts'}, patches,
});

const catalogName = ({interchange}, locale) => (interchange.format === 'xlb' ? `xlb/${locale}.xlb` : `xliff/${locale}.xlf`);

// An item is a message of a source file or a unit of a catalog; a project is made of any subset of the items.
function project(name, variant, items, frames, patches) {
  const files = new Map([['lit-localize.json', config(variant, patches)]]);
  SOURCES.forEach(({name: source, lineEnd = '\n', mark = ''}, file) => {
    const messages = items.filter((item) => item.kind === 'message' && item.file === file);
    files.set(source, mark + (HEAD + messages.map((item) => `${item.text}\n`).join('')).replaceAll('\n', lineEnd));
  });
  for (const locale of Object.keys(frames)) {
    const units = items.filter((item) => item.kind === 'unit' && item.locale === locale);
    if (units.length > 0) files.set(catalogName(variant, locale), frames[locale](units.map((item) => item.text)));
  }
  // A project that is shrunk to few messages loses nearly all translations, which glot refuses unless it is told to go on.
  return {name, files, links: {}, steps: [['extract'], ['build']], glotOptions: {extract: ['--allow-loss']}, expect: 'same'};
}

function makeMessages(random, count, hard) {
  let number = 0;
  const unique = () => `n${++number}`;
  unique.hard = hard;
  return Array.from({length: count}, (_, i) => ({kind: 'message', file: i % SOURCES.length, text: message(random, unique)}));
}

// The messages which stand on the lines of the peer's errors.
function accused(items, stderr) {
  const bad = new Set();
  for (const [, name, line] of stderr.replace(/\x1b\[[0-9;]*m/g, '').matchAll(/(src\/\S+\.ts):(\d+):\d+ - error/g)) {
    let end = HEAD.split('\n').length - 1;
    for (const item of items.filter((one) => SOURCES[one.file].name === name)) {
      end += item.text.split('\n').length;
      if (Number(line) <= end) { bad.add(item); break; }
    }
  }
  return bad;
}

// Takes out what the peer itself refuses, until it accepts the rest. Gives the messages and the units that it extracts.
async function settle(pool, name, messages) {
  for (let items = messages, round = 0; round < 20; round++) {
    const {peer} = await pool.run({...project(name, VARIANTS[0], items, {}), peerOnly: true});
    const [extract, build] = peer.results;
    if (extract.status === 0 && build.status === 0) return {items, units: readUnits(String(Buffer.from(peer.tree.get('xliff/de.xlf'))))};
    const bad = accused(items, extract.stderr);
    if (bad.size > 0) items = items.filter((item) => !bad.has(item));
    else items = await withoutOneCrash(pool, name, items);
  }
  throw new Error(`${name}: the peer refuses too much of what is generated`);
}

async function withoutOneCrash(pool, name, items) {
  const crashes = async (some) => {
    const {peer} = await pool.run({...project(name, VARIANTS[0], some, {}), peerOnly: true});
    return peer.results.some(({status}) => status !== 0);
  };
  const cause = new Set(await shrink(items, crashes));
  console.log(`the peer crashes on, left out:\n${[...cause].map((item) => item.text).join('\n')}`);
  return items.filter((item) => !cause.has(item));
}

function oldCatalogs(random, {interchange}, units) {
  const isXlb = interchange.format === 'xlb';
  const frames = Object.fromEntries(LOCALES.map((locale) => [locale, isXlb ? xlbFrame(locale) : catalogFrame(random, locale)]));
  const texts = () => (isXlb ? xlbUnits : catalogUnits)(random, units);
  const items = LOCALES.flatMap((locale) => texts().map((text) => ({kind: 'unit', locale, text})));
  return {frames, items, patches: {de: somePatches(random, units)}};
}

// The peer replaces until no `before` is left. So `after` must not hold one, nor say `$\``: then the text doubles with each.
const BEFORE = ['e', 'a', '<', '&', '\\', 'ü', ' '];
const AFTER = ['3', '', '$$', '$1', '!', '[$]'];

function somePatches(random, units) {
  const patch = () => ({before: random.pick(BEFORE), after: random.pick(AFTER)});
  return Object.fromEntries(random.some(0, PATCHES_IN_A_PROJECT, () => [random.pick(units)?.id ?? 'none', random.some(0, 3, patch)]));
}

const shown = (items) => items.map((item) => (item.kind === 'unit' ? `(${item.locale}.xlf)  ${item.text}` : item.text)).join('\n');

// Tells the few smallest causes of a difference, each with its own outputs. `budget` holds how many the run may still tell.
async function tellCauses(pool, name, items, make, {tell, budget}) {
  const fails = async (some) => {
    const {failures} = await pool.run(make(some));
    return failures.length > 0 && !failures.some((text) => text.includes(REFUSAL));
  };
  let left = items;
  for (let told = 0; told < CAUSES_OF_A_PROJECT && budget.left > 0; told++) {
    budget.left--;
    const cause = await shrink(left, fails);
    const result = await pool.run(make(cause));
    tell(name, {...result, failures: [`${shown(cause)}\n`, ...result.failures]});
    left = left.filter((item) => !cause.includes(item));
    if (!(await fails(left))) return;
  }
  console.log(`FAIL ${name}: there are more differences`);
}

async function checkVariant(pool, name, variant, {items, units}, seed, report) {
  const {frames, items: old, patches} = variant.old ? oldCatalogs(new Random(seed), variant, units) : {frames: {}, items: []};
  const all = [...items, ...old];
  const make = (some) => project(name, variant, some, frames, patches);
  const result = await pool.run(make(all));
  if (result.failures.length === 0) report.tell(name, result);
  else await tellCauses(pool, name, all, make, report);
  return result.failures.length === 0;
}

async function checkProject(pool, number, options, report) {
  const seed = Number(options.seed) * 1000 + number;
  const count = Math.min(STATEMENTS_IN_A_PROJECT, Number(options.count) - number * STATEMENTS_IN_A_PROJECT);
  const name = `generated-${options.seed}-${number}`;
  const settled = await settle(pool, name, makeMessages(new Random(seed), count, options.hard));
  const checks = VARIANTS.map((variant, i) => checkVariant(pool, `${name}-${variant.name}`, variant, settled, seed + 500 + i, report));
  return Promise.all(checks);
}

export async function checkGenerated(pool, options, tell) {
  console.log(`generated with --seed ${options.seed} --count ${options.count}${options.hard ? ' --hard' : ''}`);
  const numbers = Array.from({length: Math.ceil(options.count / STATEMENTS_IN_A_PROJECT)}, (_, i) => i);
  const report = {tell, budget: {left: CAUSES_OF_A_RUN}};
  const results = (await Promise.all(numbers.map((number) => checkProject(pool, number, options, report)))).flat();
  return {passed: results.filter(Boolean).length, failed: results.filter((good) => !good).length};
}
