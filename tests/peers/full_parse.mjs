#!/usr/bin/env node
// Sources read with the short cuts and without (`--full-parse`): all that the tests, the samples and the corpora of
// the fuzz targets hold, packages as far as time allows, generated ones, and thousands that are changed by chance.
//     node full_parse.mjs [COUNT] [SEED] [FOLDER]
// COUNT changed ones; further sources from FOLDER, all of them. What differs is kept, and told by its path. The last
// line is `N passed, N failed`.
import {spawnSync} from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {makeCalls} from '../bench/calls.mjs';
import {message} from './generate/message.mjs';
import {plainCall} from './generate/plain.mjs';
import {Random} from '../random.mjs';
import {seedOf} from '../seed.mjs';
import {conclude} from '../suite.mjs';

const [count = '4000', seed = seedOf(1), folder = ''] = process.argv.slice(2);
const root = fileURLToPath(new URL('../..', import.meta.url));
const drivers = process.env.GLOT_DRIVERS ?? path.join(root, 'build/release/tests/peers');
const mostBytesOfPackages = {sources: 4e6, declarations: 1e6};
const generatedFiles = 40;

const isSource = (name) => /\.([cm]?[jt]s|[jt]sx)$/.test(name);
const isDeclaration = (name) => /\.d\.[cm]?ts$/.test(name);

function* sourcesBelow(top, inPackages = false) {
  for (const entry of fs.readdirSync(top, {withFileTypes: true}).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const name = path.join(top, entry.name);
    if (entry.isDirectory() && (inPackages || entry.name !== 'node_modules')) yield* sourcesBelow(name, inPackages);
    else if (entry.isFile() && isSource(entry.name)) yield name;
  }
}

// Of packages every n-th file of a common size, so that all are heard.
function samplePackages() {
  const all = ['tests/peers', 'tests/runtimes'].map((name) => path.join(root, name, 'node_modules'))
    .filter((name) => fs.existsSync(name)).flatMap((name) => [...sourcesBelow(name, true)])
    .map((name) => ({name, size: fs.statSync(name).size})).filter(({size}) => size > 200 && size < 60000);
  return Object.entries(mostBytesOfPackages).flatMap(([kind, most]) => {
    const some = all.filter(({name}) => isDeclaration(name) === (kind === 'declarations'));
    const bytes = some.reduce((sum, {size}) => sum + size, 0);
    const step = Math.max(1, Math.ceil(bytes / most));
    return some.filter((_, i) => i % step === 0).map(({name}) => name);
  });
}

function generate(into) {
  const random = new Random(Number(seed));
  let number = 0;
  const unique = () => `n${++number}`;
  return Array.from({length: generatedFiles}, (_, i) => {
    const statements = Array.from({length: 25}, () => message(random, unique)).join('\n');
    const name = path.join(into, `generated${i}${random.pick(['.ts', '.ts', '.js', '.tsx', '.mts'])}`);
    fs.writeFileSync(name, `import {msg, str} from '@lit/localize';\nimport {html} from 'lit';\n${statements}\n`);
    return name;
  });
}

// Few calls a file, so that most files have nothing but what their bytes tell.
function generatePlain(into) {
  const random = new Random(Number(seed) + 1);
  let number = 0;
  return Array.from({length: generatedFiles * 5}, (_, i) => {
    const calls = Array.from({length: 3}, () => plainCall(random, () => `p${++number}`));
    const name = path.join(into, `plain${i}${random.pick(['.ts', '.js', '.tsx'])}`);
    fs.writeFileSync(name, `import {msg, str} from '@lit/localize';\nimport {html} from 'lit';\nexport const all = () => [${calls.join(',\n')}];\n`);
    return name;
  });
}

// As they are measured: components and modules with calls by name.
function generateCalls(into) {
  for (const form of ['i18next', 'lingui', 'macros', 'gettext']) makeCalls(path.join(into, 'calls', form), form, 5, Number(seed));
  return [...sourcesBelow(path.join(into, 'calls'))];
}

const kept = fs.mkdtempSync(path.join(os.tmpdir(), 'glot-full-parse-'));
const corpora = ['sites', 'source', 'specifiers', 'rewrite', 'print'].map((name) => path.join(root, 'tests/fuzz/corpus', name));
const files = [
  ...['tests', 'samples'].flatMap((name) => [...sourcesBelow(path.join(root, name))]),
  ...corpora.flatMap((name) => fs.readdirSync(name).map((file) => path.join(name, file))),
  ...generate(kept), ...generatePlain(kept), ...generateCalls(kept), ...samplePackages(), ...(folder ? sourcesBelow(folder) : []),
];
const run = spawnSync(path.join(drivers, 'full_parse_driver'), [count, String(seed), kept],
  {input: files.join('\n'), encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['pipe', 'pipe', 'inherit']});
const lines = run.stdout.trimEnd().split('\n');
if (run.signal) lines.push('{"differing": 1}');
const counts = {files: 0, changed: 0, ...JSON.parse(lines.pop()), ...(run.signal && {signal: run.signal})};
console.log([...lines, `note: ${JSON.stringify(counts)}`].join('\n'));
if (counts.differing === 0) fs.rmSync(kept, {recursive: true});
const good = run.status === 0 && counts.wellFormed > counts.changed / 2;
conclude(Math.max(0, counts.files + counts.changed - counts.differing), counts.differing + (good || counts.differing ? 0 : 1));
