#!/usr/bin/env node
// Measures glot beside lit-localize on one project, both in the same run, turn by turn, with `rg -c` and `cat` of the
// sources as the floor. Fails nothing: it prints.
//
//   bench.mjs GLOT [TREE] [ROUNDS]
//
// TREE is a folder with a lit-localize.json (its node_modules, if any, serve the peer; glot needs none); it is copied, never
// written to. Without TREE an application of 800 files and about 3,000 messages in 17 locales is made.

import {execFileSync, spawnSync} from 'node:child_process';
import {cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import {makeApplication} from './application.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, '../..');
const [glot, tree = '', rounds = '5'] = process.argv.slice(2);
if (!glot) {
  console.error('usage: bench.mjs GLOT [TREE] [ROUNDS]');
  process.exit(2);
}

const work = mkdtempSync(join(tmpdir(), 'glot-bench-'));
const measure = join(root, 'build/release/tests/bench/measure');
const peerModules = join(root, 'tests/peers/node_modules');

function prepare() {
  const copy = join(work, 'project');
  if (tree) cpSync(tree, copy, {recursive: true, verbatimSymlinks: true});
  else makeApplication(copy);
  if (!existsSync(join(copy, 'node_modules'))) symlinkSync(peerModules, join(copy, 'node_modules'));
  return copy;
}

// One run of one command: its cost.
function cost(command, cwd) {
  const report = join(work, 'report.json');
  const {status} = spawnSync(measure, [report, ...command], {cwd, stdio: 'ignore'});
  if (status !== 0) throw new Error(`measure ended with status ${status}`);
  return JSON.parse(readFileSync(report, 'utf8'));
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

const sourcesOf = (project) =>
  execFileSync('rg', ['--files', '-g', '*.ts', '-g', '*.js', '-g', '!*.d.ts', '-g', '!node_modules', '.'], {
    cwd: project,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
    .split('\n')
    .filter(Boolean);

function subjects(project) {
  const peer = ['node', join(peerModules, '@lit/localize-tools/bin/lit-localize.js')];
  const list = join(work, 'files');
  writeFileSync(list, sourcesOf(project).join('\n'));
  const overFiles = (command) => ['sh', '-c', `xargs -d '\\n' ${command} <"${list}"`];
  return {
    'glot extract': [glot, 'extract', '--no-cache'],
    'lit-localize extract': [...peer, 'extract'],
    'glot build': [glot, 'build', '--no-cache'],
    'lit-localize build': [...peer, 'build'],
    "rg -c 'msg\\('": overFiles("rg -c 'msg\\('"),
    cat: overFiles('cat'),
  };
}

function run(project) {
  const all = subjects(project);
  const samples = Object.fromEntries(Object.keys(all).map((name) => [name, []]));
  for (let round = 0; round < Number(rounds); round++)
    for (const [name, command] of Object.entries(all)) samples[name].push(cost(command, project));
  return samples;
}

function print(samples) {
  const row = (name, of) => ({
    name,
    wall: median(of.map((s) => s.wall)),
    cpu: median(of.map((s) => s.cpu)),
    rss: median(of.map((s) => s.rss)),
    status: of[0].status,
  });
  const rows = Object.entries(samples).map(([name, of]) => row(name, of));
  console.log(`${'command'.padEnd(22)} ${'wall ms'.padStart(9)} ${'CPU ms'.padStart(9)} ${'peak MB'.padStart(9)}  status`);
  for (const r of rows)
    console.log(
      `${r.name.padEnd(22)} ${(r.wall * 1e3).toFixed(1).padStart(9)} ${(r.cpu * 1e3).toFixed(1).padStart(9)} ` +
        `${(r.rss / 1e6).toFixed(1).padStart(9)}  ${r.status}`,
    );
  for (const job of ['extract', 'build']) {
    const ours = rows.find((r) => r.name === `glot ${job}`);
    const theirs = rows.find((r) => r.name === `lit-localize ${job}`);
    console.log(
      `${job}: ${(theirs.wall / ours.wall).toFixed(0)}× faster, ${(theirs.cpu / ours.cpu).toFixed(0)}× less CPU, ` +
        `${(theirs.rss / ours.rss).toFixed(0)}× less memory`,
    );
  }
}

mkdirSync(dirname(measure), {recursive: true});
try {
  const project = prepare();
  console.log(`${tree || 'a made application'}: ${sourcesOf(project).length} source files, ${rounds} rounds, medians`);
  print(run(project));
} finally {
  rmSync(work, {recursive: true, force: true});
}
