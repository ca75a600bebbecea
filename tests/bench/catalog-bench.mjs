#!/usr/bin/env node
// Measures glot beside the tools that people use on catalogs: whole processes, all in the same run, turn by turn; medians,
// ratios, peak memory, and beside each ratio the aim. Fails nothing: it prints.
//
//   catalog-bench.mjs GLOT [UNITS] [ROUNDS]
//
// The catalogs are made (catalog.mjs); where real ones lie in ../shared/xliff, or in $GLOT_SHARED/xliff, they are measured,
// too. A tool that is not there is left out, and that is said.

import {spawnSync} from 'node:child_process';
import {existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import {makeCatalogs} from './catalog.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const [glot, units = '100000', rounds = '3'] = process.argv.slice(2);
if (!glot) {
  console.error('usage: catalog-bench.mjs GLOT [UNITS] [ROUNDS]');
  process.exit(2);
}
const work = mkdtempSync(join(tmpdir(), 'glot-bench-'));
process.on('exit', () => rmSync(work, {recursive: true, force: true}));
const measure = join(root, 'build/release/tests/bench/measure');
const peerModules = join(root, 'tests/peers/node_modules');

// ---- what is run

// What lit-localize does with a catalog before it looks at it.
const xmldom = join(work, 'xmldom.mjs');
writeFileSync(xmldom, `import {createRequire} from 'node:module';
import {readFileSync} from 'node:fs';
const require = createRequire(${JSON.stringify(join(peerModules, 'x.js'))});
const {DOMParser, XMLSerializer} = require('@xmldom/xmldom');
const document = new DOMParser().parseFromString(readFileSync(process.argv[2], 'utf8'), 'application/xml');
if (process.argv[3]) new XMLSerializer().serializeToString(document);
`);

const peers = {
  'xmllint --sax': ['xmllint', '--noout', '--sax'],
  pofilter: ['pofilter', '--progress=none'],
  msgfmt: ['msgfmt', '--check', '-o', '/dev/null'],
  xmldom: ['node', xmldom],
};

// Rows of a table: what it is called, the command, and in which comparison ours it is.
const subjects = [
  {name: 'glot check 1.2', command: [glot, 'check', 'big12.xlf'], input: 'big12.xlf'},
  {name: 'xmllint --sax 1.2', command: [...peers['xmllint --sax'], 'big12.xlf']},
  {name: 'xmldom, read only 1.2', command: [...peers.xmldom, 'big12.xlf']},
  {name: 'glot check 2.0', command: [glot, 'check', 'big20.xlf'], input: 'big20.xlf'},
  {name: 'xmllint --sax 2.0', command: [...peers['xmllint --sax'], 'big20.xlf']},
  {name: 'glot check PO', command: [glot, 'check', 'big.po'], input: 'big.po'},
  {name: 'pofilter PO', command: [...peers.pofilter, 'big.po', 'filtered.po']},
  {name: 'msgfmt --check PO', command: [...peers.msgfmt, 'big.po']},
  {name: 'glot merge, exact PO', command: [glot, 'merge', 'big.po', '--template', 'same.pot', '--fuzzy', '0', '-o', 'exact.po'], input: 'big.po'},
  {name: 'msgmerge -N PO', command: ['msgmerge', '-q', '-N', '-o', 'exact-peer.po', 'big.po', 'same.pot']},
  {name: 'glot merge, fuzzy PO', command: [glot, 'merge', 'big.po', '--template', 'next.pot', '-o', 'fuzzy.po'], input: 'big.po'},
  {name: 'msgmerge, fuzzy PO', command: ['msgmerge', '-q', '-o', 'fuzzy-peer.po', 'big.po', 'next.pot'], once: true},
  {name: 'glot merge 1.2', command: [glot, 'merge', 'big12.xlf', '--template', 'next12.xlf', '-o', 'fuzzy12.xlf'], input: 'big12.xlf'},
  {name: 'xmldom, read and write 1.2', command: [...peers.xmldom, 'big12.xlf', 'write']},
  {name: 'glot merge 2.0', command: [glot, 'merge', 'big20.xlf', '--template', 'next20.xlf', '-o', 'fuzzy20.xlf'], input: 'big20.xlf'},
];

// Ours, theirs, and the aim: `slower` at most so many times as slow, `faster` at least so many times as fast.
const comparisons = [
  {ours: 'glot check 1.2', theirs: 'xmllint --sax 1.2', slower: 10},
  {ours: 'glot check 2.0', theirs: 'xmllint --sax 2.0', slower: 10},
  {ours: 'glot check PO', theirs: 'pofilter PO', faster: 10},
  {ours: 'glot merge, exact PO', theirs: 'msgmerge -N PO', faster: 8},
  {ours: 'glot merge, fuzzy PO', theirs: 'msgmerge, fuzzy PO', faster: 25},
  {ours: 'glot check PO', theirs: 'msgfmt --check PO'},
  {ours: 'glot check 1.2', theirs: 'xmldom, read only 1.2'},
  {ours: 'glot merge 1.2', theirs: 'xmldom, read and write 1.2'},
];

const isThere = (name) => name.startsWith('/') || spawnSync('sh', ['-c', `command -v ${name}`]).status === 0;

// ---- measuring

function cost(command, cwd) {
  const report = join(work, 'report.json');
  const {status} = spawnSync(measure, [report, ...command], {cwd, stdio: 'ignore'});
  if (status !== 0) throw new Error(`measure ended with status ${status}`);
  return JSON.parse(readFileSync(report, 'utf8'));
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

function run(rows, cwd) {
  const samples = new Map(rows.map(({name}) => [name, []]));
  for (let round = 0; round < Number(rounds); round++)
    for (const {name, command, once} of rows) if (round === 0 || !once) samples.get(name).push(cost(command, cwd));
  return rows.map((row) => {
    const of = samples.get(row.name);
    return {...row, wall: median(of.map((s) => s.wall)), cpu: median(of.map((s) => s.cpu)), rss: median(of.map((s) => s.rss)), status: of[0].status};
  });
}

// ---- printing

function print(rows, cwd) {
  console.log(`${'command'.padEnd(28)} ${'wall s'.padStart(8)} ${'CPU s'.padStart(8)} ${'peak MB'.padStart(8)}  × file  status`);
  for (const r of rows) {
    const times = r.input ? (r.rss / statSync(join(cwd, r.input)).size).toFixed(1) : '';
    console.log(`${r.name.padEnd(28)} ${r.wall.toFixed(3).padStart(8)} ${r.cpu.toFixed(3).padStart(8)} ` +
      `${(r.rss / 1e6).toFixed(0).padStart(8)}  ${times.padStart(6)}  ${r.status}`);
  }
}

function printRatios(rows) {
  const of = (name) => rows.find((row) => row.name === name);
  for (const {ours, theirs, slower, faster} of comparisons) {
    const [a, b] = [of(ours), of(theirs)];
    if (!a || !b) continue;
    const cpu = (x, y) => `${(x.cpu / y.cpu).toFixed(1)}× the CPU`;
    if (slower) console.log(`${ours}: ${(a.wall / b.wall).toFixed(1)}× the time, ${cpu(a, b)} of ${theirs} (aim: at most ${slower}×)`);
    else console.log(`${ours}: ${(b.wall / a.wall).toFixed(1)}× faster than ${theirs}, which takes ${cpu(b, a)}${faster ? ` (aim: at least ${faster}×)` : ''}`);
  }
}

function benchSynthetic() {
  makeCatalogs(work, Number(units));
  const missing = [...new Set(subjects.map(({command}) => command[0]))].filter((name) => !isThere(name));
  if (missing.length) console.log(`SKIPPED, not installed: ${missing.join(', ')}`);
  console.log(`made catalogs of ${units} units, ${rounds} rounds, medians (msgmerge with fuzzy once)`);
  const rows = run(subjects.filter(({command}) => !missing.includes(command[0])), work);
  print(rows, work);
  printRatios(rows);
}

function catalogsBelow(folder) {
  return readdirSync(folder, {withFileTypes: true}).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? catalogsBelow(path) : entry.name.endsWith('.xlf') ? [path] : [];
  });
}

function benchReal() {
  const folder = [join(root, '../shared/xliff/dev'), join(process.env.GLOT_SHARED ?? '/nowhere', 'xliff/dev')].find(existsSync);
  if (!folder) {
    console.log('SKIPPED the real catalogs: ../shared/xliff/dev is not there');
    return;
  }
  const paths = catalogsBelow(folder).sort();
  const bytes = paths.reduce((sum, path) => sum + statSync(path).size, 0);
  console.log(`\n${paths.length} real catalogs, ${(bytes / 1e6).toFixed(1)} MB`);
  print(run([{name: 'glot check', command: [glot, 'check', ...paths]},
    {name: 'xmllint --sax', command: [...peers['xmllint --sax'], ...paths]}], work), work);
}

benchSynthetic();
benchReal();
