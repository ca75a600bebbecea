#!/usr/bin/env node
// Measures glot beside the tools that people use, question by question; all programs of a question take turns on the same
// inputs. Fails nothing for being slow: it prints a table a question, and writes JSON and plots.
//
//   bench.mjs GLOT     with BENCH (questions, default all), ROUNDS, FILES, UNITS, SCALE (1, 10, 100), TREE (a project for `lit`)
//                      and OUT (default docs/bench, whose tables docs/benchmarks.md shows) in the environment
import {execFileSync, spawnSync} from 'node:child_process';
import {existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {cpus, loadavg, release, totalmem, type} from 'node:os';
import {dirname, join, resolve} from 'node:path';
import {plotBars, plotLines} from './plot.mjs';
import {calls} from './questions/calls.mjs';
import {catalogQuestions} from './questions/catalogs.mjs';
import {prepare as core} from './questions/core.mjs';
import {prepare as formatjs} from './questions/formatjs.mjs';
import {measure as growth} from './questions/growth.mjs';
import {prepare as lit} from './questions/lit.mjs';
import {embed, ratioOf, readResult, tableOf, writeResult} from './results.mjs';
import {takeTurns} from './turns.mjs';

// Each is a function that prepares subjects, or one that measures itself; beside it its title, and the tools whose versions count.
const questions = {
  lit: {title: 'Extracting a Lit application', prepare: lit, tools: ['lit-localize', 'typescript', 'rg', 'node']},
  formatjs: {title: 'Beside FormatJS', prepare: formatjs, tools: ['formatjs', 'formatjs core', 'node']},
  core: {title: 'Megabytes a second and core', prepare: core, tools: ['formatjs core', 'node']},
  lingui: {title: 'Beside lingui', prepare: calls.lingui, tools: ['lingui', 'node']},
  i18next: {title: 'Beside i18next-cli', prepare: calls.i18next, tools: ['i18next-cli', 'node']},
  gettext: {title: 'Beside xgettext', prepare: calls.gettext, tools: ['xgettext']},
  po: {title: 'PO catalogs', prepare: catalogQuestions.po, tools: ['msgmerge', 'pofilter']},
  xliff: {title: 'XLIFF catalogs', prepare: catalogQuestions.xliff, tools: ['xmllint', 'xmldom', 'node']},
  growth: {title: 'Growth', measure: growth, tools: ['lit-localize', 'formatjs', 'formatjs core', 'rg', 'node']},
};

const root = resolve(import.meta.dirname, '../..'), page = join(root, 'docs/benchmarks.md');
const [program] = process.argv.slice(2), {env} = process;
if (!program) {
  console.error('usage: bench.mjs GLOT');
  process.exit(2);
}
const asked = (env.BENCH || Object.keys(questions).join(' ')).split(/[\s,]+/).filter(Boolean);
for (const name of asked.filter((name) => !questions[name])) {
  console.error(`error: no question is called ${name}; there are: ${Object.keys(questions).join(' ')}`);
  process.exit(2);
}
function numberIn(name, usual) {
  if (!env[name]) return usual;
  if (!/^[1-9]\d*$/.test(env[name])) {
    console.error(`error: ${name} is no number: ${env[name].slice(0, 40)}`);
    process.exit(2);
  }
  return Number(env[name]);
}

const out = resolve(env.OUT || (env.TREE ? join(root, 'build/bench') : join(root, 'docs/bench')));
// Not in /tmp: where files come and go above a project, each run of glot looks for packages anew (docs/cache.md).
const bench = {
  root, glot: resolve(program), work: mkdtempSync(join(root, 'build/bench-')),
  rounds: numberIn('ROUNDS', 5), files: numberIn('FILES'), units: numberIn('UNITS', 100000), scale: numberIn('SCALE', 100), tree: env.TREE,
  peers: join(root, 'tests/peers/node_modules'), runtimes: join(root, 'tests/runtimes/node_modules'), own: join(root, 'tests/bench/node_modules'),
  measure: join(dirname(resolve(program)), 'tests/bench/measure'), scan: join(dirname(resolve(program)), 'tests/bench/scan'),
  tell: (words) => process.stderr.isTTY && console.error(words),
};
bench.native = join(bench.runtimes, '@formatjs/cli-native-linux-x64');
process.on('exit', () => rmSync(bench.work, {recursive: true, force: true}));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));

const firstLine = (...command) => (spawnSync(command[0], command.slice(1), {encoding: 'utf8'}).stdout || '').split('\n')[0].trim();
const lastWord = (line) => line.split(' ').at(-1);
const packaged = (folder, name) => (existsSync(join(folder, name, 'package.json')) ? JSON.parse(readFileSync(join(folder, name, 'package.json'), 'utf8')).version : '');
// Asked before results change files.
const ownVersion = `${lastWord(firstLine(bench.glot, '--version'))} (${execFileSync('git', ['-C', root, 'describe', '--always', '--dirty', '--exclude=*'], {encoding: 'utf8'}).trim()})`;
const versions = {
  glot: () => ownVersion,
  node: () => process.version,
  'lit-localize': () => packaged(bench.peers, '@lit/localize-tools'), typescript: () => packaged(bench.peers, 'typescript'), xmldom: () => packaged(bench.peers, '@xmldom/xmldom'),
  formatjs: () => packaged(bench.runtimes, '@formatjs/cli'), 'formatjs core': () => packaged(bench.runtimes, '@formatjs/cli-native-linux-x64'),
  lingui: () => packaged(bench.runtimes, '@lingui/cli'), 'i18next-cli': () => packaged(bench.own, 'i18next-cli'),
  rg: () => firstLine('rg', '--version').split(' ')[1], xgettext: () => lastWord(firstLine('xgettext', '--version')), msgmerge: () => lastWord(firstLine('msgmerge', '--version')),
  pofilter: () => lastWord(firstLine('pofilter', '--version')), xmllint: () => lastWord((spawnSync('xmllint', ['--version'], {encoding: 'utf8'}).stderr || '').split('\n')[0]),
};

function answer(name) {
  const {title, prepare, measure, tools} = questions[name], before = loadavg()[0];
  bench.tell(title);
  let result;
  if (measure) result = measure(bench);
  else {
    const {about, subjects, leftOut, ratios} = prepare(bench), turns = takeTurns(bench, subjects);
    result = {about, rows: turns.rows, ratios, leftOut: [...leftOut, ...turns.leftOut]};
  }
  return {
    question: name, title, about: result.about, date: new Date().toISOString(),
    machine: {processor: cpus()[0]?.model.trim() ?? '', processors: cpus().length, memory: totalmem(), system: `${type()} ${release()}`},
    load: {before, after: loadavg()[0]}, versions: Object.fromEntries(['glot', ...tools].map((tool) => [tool, versions[tool]() || ''])),
    rounds: bench.rounds, rows: result.rows.map((row) => (row.rss ? row : {...row, rss: undefined})), ratios: result.ratios.flatMap((ratio) => ratioOf(ratio, result.rows)), leftOut: [...new Set(result.leftOut)],
  };
}

const seriesOf = (rows, member, scale) => {
  const series = {};
  for (const row of rows) if (row[member]) (series[row.subject] ??= []).push([row.files, row[member] * scale]);
  return series;
};

// The plots of a result: name → SVG.
function plotsOf({question, title, rows}) {
  if (question !== 'growth') {
    const isRate = question === 'core';
    return {[question]: plotBars({title, x: isRate ? 'megabytes of source a second and core' : 'milliseconds from start to end', ours: 'glot',
      bars: rows.map((row) => [row.subject, isRate ? row.bytes / 1e6 / row.cpu : row.wall * 1e3])})};
  }
  const x = 'source files';
  return {
    'growth-wall': plotLines({title: 'Time to extract', x, y: 'milliseconds from start to end', series: seriesOf(rows, 'wall', 1e3)}),
    'growth-cpu': plotLines({title: 'Processor time to extract', x, y: 'milliseconds of all cores', series: seriesOf(rows, 'cpu', 1e3)}),
    'growth-memory': plotLines({title: 'Memory to extract', x, y: 'megabytes at the peak', series: seriesOf(rows, 'rss', 1e-6)}),
  };
}

mkdirSync(out, {recursive: true});
for (const name of asked) {
  writeResult(join(out, `${name}.json`), answer(name));
  const result = readResult(join(out, `${name}.json`)), text = tableOf(result); // of the figures as they are kept
  console.log(`\n${result.title}\n\n${text}`);
  for (const [plot, svg] of Object.entries(plotsOf(result))) writeFileSync(join(out, `${plot}.svg`), svg);
  if (out === join(root, 'docs/bench')) writeFileSync(page, embed(readFileSync(page, 'utf8'), name, text));
}
console.log(`\nwritten: ${out}`);
