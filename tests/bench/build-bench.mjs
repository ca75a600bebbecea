#!/usr/bin/env node
// Measures `glot build` beside `lit-localize build` on one project, turn by turn in the same run, and what the other
// bundle formats and packaging cost. Before each turn the files of the last one are removed, so all write everything.
// Fails nothing: it prints.
//
//   build-bench.mjs GLOT [ROUNDS]
//
// The project is made: 800 sources with about 3,000 messages, all translated to 17 locales.

import {execFileSync, spawnSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import {makeApplication} from './application.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const [glot, rounds = '3'] = process.argv.slice(2);
if (!glot) {
  console.error('usage: build-bench.mjs GLOT [ROUNDS]');
  process.exit(2);
}

const work = mkdtempSync(join(tmpdir(), 'glot-build-bench-'));
const project = join(work, 'project');
const measure = join(root, 'build/release/tests/bench/measure');
const peerModules = join(root, 'tests/peers/node_modules');
const aims = {ratio: 50, megabytes: 150};

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

// A configuration of our own mode in a file of its own, with its bundles in a folder of their own.
function configure(name, bundles) {
  const peer = JSON.parse(readFileSync(join(project, 'lit-localize.json'), 'utf8'));
  const file = `${name}.glot.json`, folder = `out/${name}`;
  writeFileSync(join(project, file), JSON.stringify({
    sourceLocale: peer.sourceLocale, locales: peer.targetLocales, tsconfig: 'tsconfig.json', catalogs: {folder: peer.interchange.xliffDir},
    bundles: {language: 'js', ...bundles, folder},
  }));
  return {command: [glot, 'build', '--no-cache', '--config', file], output: folder};
}

const formats = () => JSON.parse(execFileSync(glot, ['schema'], {encoding: 'utf8'})).properties.bundles.properties.format.enum;

function makeSubjects() {
  const output = JSON.parse(readFileSync(join(project, 'lit-localize.json'), 'utf8')).output.outputDir;
  const subjects = {
    'lit-localize build': {command: ['node', join(peerModules, '@lit/localize-tools/bin/lit-localize.js'), 'build'], output},
    'glot build': {command: [glot, 'build', '--no-cache', '--config', 'lit-localize.json'], output},
    'glot build, own mode': configure('lit', {}),
    '… nothing changed': {...configure('same', {}), isKept: true},
    '… hashed': configure('hashed', {hash: true}),
    '… split by folder': configure('split', {split: 'folder'}),
    '… with fallbacks': configure('fallbacks', {fallbacks: true}),
    '… with gz': configure('gz', {compress: ['gz']}),
    '… hashed, split, gz, br': configure('all', {hash: true, split: 'folder', compress: ['gz', 'br']}),
  };
  for (const format of formats().filter((name) => !['lit', 'transform'].includes(name))) subjects[`… as ${format}`] = configure(format, {format});
  return subjects;
}

function sizeOf(folder) {
  let bytes = 0;
  for (const entry of readdirSync(folder, {withFileTypes: true, recursive: true}))
    if (entry.isFile()) bytes += statSync(join(entry.parentPath ?? entry.path, entry.name)).size;
  return bytes;
}

function turn(subject) {
  const report = join(work, 'report.json'), output = join(project, subject.output);
  if (!subject.isKept) rmSync(output, {recursive: true, force: true});
  const {status} = spawnSync(measure, [report, ...subject.command], {cwd: project, stdio: 'ignore'});
  if (status !== 0) throw new Error(`measure ended with status ${status}`);
  const cost = JSON.parse(readFileSync(report, 'utf8'));
  mkdirSync(output, {recursive: true});
  return {...cost, bytes: sizeOf(output)};
}

function run(subjects) {
  const samples = Object.fromEntries(Object.keys(subjects).map((name) => [name, []]));
  for (let round = 0; round < Number(rounds); round++)
    for (const [name, subject] of Object.entries(subjects)) {
      if (subject.isKept && round === 0) turn(subject);
      samples[name].push(turn(subject));
    }
  return samples;
}

function print(samples) {
  const rows = Object.entries(samples).map(([name, of]) => ({
    name, wall: median(of.map((s) => s.wall)), cpu: median(of.map((s) => s.cpu)), rss: Math.max(...of.map((s) => s.rss)),
    bytes: of[0].bytes, status: of[0].status,
  }));
  const cell = (text, width = 9) => `${text}`.padStart(width);
  console.log(`${'command'.padEnd(26)}${cell('wall ms')}${cell('CPU ms')}${cell('peak MB')}${cell('MB made')}  status`);
  for (const row of rows)
    console.log(`${row.name.padEnd(26)}${cell((row.wall * 1e3).toFixed(1))}${cell((row.cpu * 1e3).toFixed(1))}` +
      `${cell((row.rss / 1e6).toFixed(1))}${cell((row.bytes / 1e6).toFixed(2))}  ${row.status}`);
  const [theirs, ours] = rows;
  const verdict = (good) => (good ? 'reached' : 'MISSED');
  const ratio = theirs.wall / ours.wall, peak = Math.max(...rows.slice(1).map((row) => row.rss)) / 1e6;
  console.log(`build: ${ratio.toFixed(0)}× faster, ${(theirs.cpu / ours.cpu).toFixed(0)}× less CPU, ${(theirs.rss / ours.rss).toFixed(0)}× less memory`);
  console.log(`aim of ${aims.ratio}× ${verdict(ratio >= aims.ratio)}; aim of ${aims.megabytes} MB in all rows ${verdict(peak < aims.megabytes)} (${peak.toFixed(1)} MB)`);
}

// Catalogs with a translation for every unit.
function translate() {
  execFileSync(glot, ['extract', '--config', 'lit-localize.json'], {cwd: project, stdio: 'ignore'});
  const catalogs = readdirSync(join(project, 'xliff'));
  for (const name of catalogs) {
    const path = join(project, 'xliff', name);
    writeFileSync(path, readFileSync(path, 'utf8').replace(/<source>([^]*?)<\/source>/g, '$&\n  <target>«$1»</target>'));
  }
  return {catalogs: catalogs.length, units: (readFileSync(join(project, 'xliff', catalogs[0]), 'utf8').match(/<target>/g) ?? []).length};
}

try {
  makeApplication(project);
  symlinkSync(peerModules, join(project, 'node_modules'));
  const {catalogs, units} = translate();
  console.log(`800 sources, ${catalogs} locales × ${units} units; ${rounds} rounds, medians`);
  print(run(makeSubjects()));
} finally {
  rmSync(work, {recursive: true, force: true});
}
