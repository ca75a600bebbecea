#!/usr/bin/env node
// How cost grows with the number of sources: glot (cold, warm, and only started), lit-localize, xgettext, `rg -c` and `cat` turn by
// turn on made Lit applications of 1×, 10× … 1,000 files; FormatJS (its CLI, and its Rust core called in process) where it is
// installed, on React sources of the same numbers: glot has no dialect for these, so each is on its own ground. Fails
// nothing: it prints a table and ratios, and writes build/bench/results.json and build/bench/growth.svg.
//
//   growth.mjs GLOT [SCALE] [ROUNDS]      SCALE: the largest corpus, 1, 10 or 100 times 1,000 files (default 10)
import {execFileSync, spawnSync} from 'node:child_process';
import {existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {cpus, totalmem} from 'node:os';
import {join, resolve} from 'node:path';
import {makeApplication} from './application.mjs';
import {plot} from './plot.mjs';
import {makeReact} from './react.mjs';

const root = resolve(import.meta.dirname, '../..'), work = join(root, 'build/bench');
const [glot, largest = '10', rounds = '3'] = process.argv.slice(2);
const measure = join(root, 'build/release/tests/bench/measure');
const peers = join(root, 'tests/peers/node_modules'), runtimes = join(root, 'tests/runtimes/node_modules');
const native = join(runtimes, '@formatjs/cli-native-linux-x64');
const slowest = 2000; // files beyond which peers that need minutes are left out
const skipped = [];

if (!glot) {
  console.error('usage: growth.mjs GLOT [SCALE] [ROUNDS]');
  process.exit(2);
}

const has = (program) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

function cost(command, cwd) {
  const report = join(work, 'report.json');
  const {status} = spawnSync(measure, [report, ...command], {cwd, stdio: 'ignore'});
  if (status !== 0) throw new Error(`measure ended with status ${status}`);
  return JSON.parse(readFileSync(report, 'utf8'));
}

// What runs on one corpus: title → {command, cwd, before?}.
function subjectsOf(files) {
  const lit = join(work, `lit-${files}`), react = join(work, `react-${files}`), list = join(work, `files-${files}`);
  if (!existsSync(lit)) {
    makeApplication(lit, files);
    symlinkSync(peers, join(lit, 'node_modules'));
    execFileSync(glot, ['extract', '-q'], {cwd: lit});
  }
  const sources = makeReact(react, files);
  writeFileSync(join(react, 'list.json'), JSON.stringify(sources));
  writeFileSync(list, execFileSync('find', ['src', '-name', '*.ts'], {cwd: lit, maxBuffer: 1 << 28}));
  const overFiles = (command) => ({command: ['sh', '-c', `xargs -d '\\n' ${command} <"${list}"`], cwd: lit});
  const all = {
    'glot cold': {command: [glot, 'extract', '--no-cache'], cwd: lit},
    'glot warm': {command: [glot, 'extract'], cwd: lit},
    'glot --version': {command: [glot, '--version'], cwd: lit},
    cat: overFiles('cat'),
  };
  const add = (title, isThere, subject, why) => {
    if (isThere) all[title] = subject;
    else skipped.push(`${title} on ${files.toLocaleString('en')} files: ${why}`);
  };
  add('rg -c', has('rg'), overFiles("rg -c 'msg\\('"), 'rg is not installed');
  add('xgettext', has('xgettext'), overFiles('xgettext --language=JavaScript --keyword=msg --from-code=UTF-8 -o /dev/null'), 'xgettext is not installed');
  add('lit-localize', files <= slowest, {command: ['node', join(peers, '@lit/localize-tools/bin/lit-localize.js'), 'extract'], cwd: lit}, 'takes too long');
  add('formatjs (CLI)', files <= slowest && existsSync(join(runtimes, '@formatjs/cli')),
    {command: ['node', join(runtimes, '@formatjs/cli/bin/formatjs'), 'extract', 'src/**/*.tsx', '--out-file', join(react, 'out.json')], cwd: react}, 'takes too long or is not installed');
  add('formatjs (Rust core)', existsSync(native),
    {command: ['node', '-e', 'require(process.argv[1]).extract(JSON.parse(require("fs").readFileSync("list.json")),{})', native], cwd: react}, 'is not installed (tests/install runtimes)');
  return {all, bytes: {lit: bytesOf(lit), react: bytesOf(react)}};
}

const bytesOf = (folder) => Number(execFileSync('sh', ['-c', `find "${join(folder, 'src')}" -type f -printf '%s\\n' | awk '{n += $1} END {print n}'`], {encoding: 'utf8'}));

function run(files) {
  const {all, bytes} = subjectsOf(files);
  const samples = Object.fromEntries(Object.keys(all).map((name) => [name, []]));
  for (let round = 0; round < Number(rounds); round++)
    for (const [name, {command, cwd}] of Object.entries(all)) samples[name].push(cost(command, cwd));
  return Object.entries(samples).flatMap(([subject, costs]) => {
    if (costs.some(({status}) => status !== 0)) skipped.push(`${subject} on ${files.toLocaleString('en')} files: ended with status ${costs.find(({status}) => status !== 0).status}`);
    if (costs.some(({status}) => status !== 0)) return [];
    const of = (member) => median(costs.map((one) => one[member]));
    return [{files, bytes: subject.startsWith('formatjs') ? bytes.react : bytes.lit, subject, wall: of('wall'), cpu: of('cpu'), rss: of('rss')}];
  });
}

const version = (command) => (spawnSync('sh', ['-c', `${command} 2>/dev/null | head -n 1`], {encoding: 'utf8'}).stdout ?? '').trim();
const packageVersion = (folder) => (existsSync(join(folder, 'package.json')) ? JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version : '');

rmSync(work, {recursive: true, force: true});
mkdirSync(work, {recursive: true});
const sizes = [1, 10, 100].filter((scale) => scale <= Number(largest)).map((scale) => scale * 1000);
const rows = sizes.flatMap(run);
for (const {files, subject, wall, cpu, rss, bytes} of rows)
  console.log(`${String(files).padStart(7)} ${subject.padEnd(22)} ${(wall * 1000).toFixed(1).padStart(10)} ms ${(cpu * 1000).toFixed(1).padStart(10)} ms cpu ${(rss / 1e6).toFixed(1).padStart(8)} MB ${(bytes / 1e6 / cpu).toFixed(1).padStart(8)} MB/s a core`);
const wallOf = (files, subject) => rows.find((row) => row.files === files && row.subject === subject)?.wall;
const ratio = (title, a, b, aim) => a && b && console.log(`${title}: ${(a / b).toFixed(2)} (aim: ${aim})`);
for (const files of sizes) {
  console.log(`${files.toLocaleString('en')} files`);
  ratio('  glot cold to rg -c', wallOf(files, 'glot cold'), wallOf(files, 'rg -c'), 'at most 1.5');
  ratio('  glot warm to rg -c', wallOf(files, 'glot warm'), wallOf(files, 'rg -c'), 'at most 0.5');
  ratio('  lit-localize to glot cold', wallOf(files, 'lit-localize'), wallOf(files, 'glot cold'), 'at least 200');
}
const [first, last] = [sizes[0], sizes.at(-1)];
ratio(`glot cold, ${last / first} times the files: times the cost`, wallOf(last, 'glot cold'), wallOf(first, 'glot cold'), `about ${last / first}`);
for (const words of skipped) console.log(`left out: ${words}`);

const machine = {processor: cpus()[0]?.model ?? '', processors: cpus().length, memory: totalmem(), system: version('uname -sr')};
const versions = {glot: version(`"${glot}" --version`), node: process.version, rg: version('rg --version'), xgettext: version('xgettext --version'),
  'lit-localize': packageVersion(join(peers, '@lit/localize-tools')), 'formatjs (CLI)': packageVersion(join(runtimes, '@formatjs/cli')),
  'formatjs (Rust core)': packageVersion(native)};
writeFileSync(join(work, 'results.json'), `${JSON.stringify({date: new Date().toISOString(), machine, versions, rounds: Number(rounds), rows, skipped}, null, 2)}\n`);
const series = {};
for (const row of rows) (series[row.subject] ??= []).push([row.files, row.wall * 1000]);
writeFileSync(join(work, 'growth.svg'), plot({title: 'Time to extract, by number of sources', x: 'files', y: 'milliseconds', series}));
console.log('written: build/bench/results.json, build/bench/growth.svg');
