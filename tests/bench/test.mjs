#!/usr/bin/env node
// What `make bench` shows is what it measured: the page's tables are those of the JSON beside it, plots put values where they
// belong, medians and ratios are such, and made inputs are the same each time.
import assert from 'node:assert/strict';
import {mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {makeApplication} from './application.mjs';
import {makeCalls} from './calls.mjs';
import {plotBars, plotLines} from './plot.mjs';
import {makeReact} from './react.mjs';
import {embed, isReached, ratioOf, readResult, tableOf, writeResult} from './results.mjs';
import {median, takeTurns} from './turns.mjs';

const root = resolve(import.meta.dirname, '../..'), folder = join(root, 'docs/bench');
const page = readFileSync(join(root, 'docs/benchmarks.md'), 'utf8'), work = mkdtempSync(join(tmpdir(), 'glot-bench-test-'));
const row = (subject, wall, more = {}) => ({subject, wall, cpu: wall, rss: 1e6, samples: {wall: [wall], cpu: [wall]}, ...more});
const result = (rows, ratios = []) => ({
  question: 'a', title: 'A', about: 'About.', date: '2026-01-02T03:04:05.000Z', machine: {processor: 'P', processors: 2, memory: 1, system: 'S'},
  load: {before: 0, after: 0.5}, versions: {glot: '1'}, rounds: 1, rows, ratios, leftOut: [],
});
const numbers = (svg, pattern) => [...svg.matchAll(pattern)].map((match) => match.slice(1).map(Number));
const wellFormed = (svg) => {
  const open = [];
  for (const [, end, name, empty] of svg.matchAll(/<(\/?)([a-z]+)[^<>]*?(\/?)>/g))
    if (end) assert.equal(open.pop(), name);
    else if (!empty) open.push(name);
  assert.deepEqual(open, []);
};

const tests = {
  'tables of the page are those of the JSON': () => {
    const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
    assert.deepEqual(names.map((name) => name.slice(0, -5)).sort(), [...page.matchAll(/^<!-- ([a-z0-9]+) -->$/gm)].map(([, name]) => name).sort());
    for (const name of names) assert.equal(embed(page, name.slice(0, -5), tableOf(readResult(join(folder, name)))), page, name);
  },
  'plots that the page shows are there and well-formed': () => {
    const shown = [...page.matchAll(/\]\(bench\/([a-z0-9-]+\.svg)\)/g)].map(([, name]) => name);
    assert.deepEqual(shown.sort(), readdirSync(folder).filter((name) => name.endsWith('.svg')).sort());
    for (const name of shown) wellFormed(readFileSync(join(folder, name), 'utf8'));
  },
  'results are read as they were written': () => {
    const path = join(work, 'a.json'), written = result([row('x', 0.123456789)]);
    writeResult(path, written);
    const first = readFileSync(path, 'utf8');
    assert.equal(readResult(path).rows[0].wall, 0.123457);
    writeResult(path, readResult(path));
    assert.equal(readFileSync(path, 'utf8'), first);
  },
  'results that contradict themselves are refused': () => {
    const refused = (change, words) => {
      const path = join(work, 'b.json'), bad = result([row('x', 1)], [{title: 'r', on: 'wall', value: 2, wall: 2}]);
      change(bad);
      writeFileSync(path, JSON.stringify(bad));
      assert.throws(() => readResult(path), words);
    };
    refused((bad) => { bad.rows[0].wall = 3; }, /not the median/);
    refused((bad) => { bad.ratios[0].value = 3; }, /not its ratio/);
    refused((bad) => { delete bad.load; }, /load should be/);
  },
  'equal factors are equal lengths on logarithmic axes': () => {
    const svg = plotLines({title: 'a < b', x: 'files', y: 'ms', series: {one: [[1, 10], [10, 100], [100, 1000]], nothing: [[1, 0]]}});
    const [a, b, c] = numbers(svg, /<circle cx="([\d.]+)" cy="([\d.]+)"/g);
    assert.ok(Math.abs(b[0] - a[0] - (c[0] - b[0])) < 0.2 && b[0] > a[0]);
    assert.ok(Math.abs(a[1] - b[1] - (b[1] - c[1])) < 0.2 && b[1] < a[1]);
    assert.match(svg, /<title>a &#60; b<\/title>/);
    assert.doesNotMatch(svg, /nothing/);
    wellFormed(svg);
  },
  'longer bars are larger values': () => {
    const svg = plotBars({title: 't', x: 'ms', ours: 'glot', bars: [['glot', 1], ['peer', 10], ['slow', 100]]});
    const [a, b, c] = numbers(svg, /width="([\d.]+)" height="16"/g).flat();
    assert.ok(a > 0 && Math.abs(b - a - (c - b)) < 1 && b > a);
    wellFormed(svg);
  },
  'ratios are of medians, for a file where asked': () => {
    assert.deepEqual([median([3, 1, 2]), median([4, 1]), median([5])], [2, 1, 5]);
    const rows = [row('a', 1, {files: 10}), row('a', 15, {files: 100}), row('b', 0.5, {bytes: 1e6}), row('c', 2, {bytes: 8e6})];
    assert.equal(ratioOf({title: 't', of: ['a', 100], to: ['a', 10], per: 10}, rows)[0].value, 1.5);
    assert.equal(ratioOf({title: 't', of: 'c', to: 'b', on: 'rate'}, rows)[0].value, 2);
    assert.deepEqual(ratioOf({title: 't', of: 'a', to: 'not there'}, rows), []);
    assert.ok(isReached({value: 2, least: 2}) && !isReached({value: 2, most: 1.5}) && isReached({value: 9}));
  },
  'another number of messages is said': () => {
    const text = tableOf(result([row('x', 1, {messages: 9, expected: 10}), row('y', 2, {messages: 10, expected: 10})]));
    assert.match(text, /\(!\) x finds 9 messages, where 10 were written/);
    assert.doesNotMatch(text, /y finds/);
  },
  'programs take turns, and what fails is left out': () => {
    const order = [], subject = (title, status = 0) => ({title, run: () => (order.push(title), {status, wall: 1, cpu: 1, rss: 1})});
    const {rows, leftOut} = takeTurns({rounds: 2, tell: () => {}}, [subject('a'), subject('b'), subject('bad', 3)]);
    assert.deepEqual([order.join(' '), rows.length, leftOut], ['a b bad a b b a', 2, ['bad: ended with status 3']]);
  },
  'inputs are the same for the same numbers': () => {
    const made = (name) => [makeApplication(join(work, name, 'lit'), 5), makeReact(join(work, name, 'react'), 5).messages,
      ...['i18next', 'lingui', 'macros', 'gettext'].map((form) => makeCalls(join(work, name, form), form, 5))];
    assert.deepEqual(made('one'), made('two'));
    const files = readdirSync(join(work, 'one'), {recursive: true, withFileTypes: true}).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name));
    assert.ok(files.length > 30);
    for (const path of files) assert.equal(readFileSync(path, 'utf8'), readFileSync(path.replace(join(work, 'one'), join(work, 'two')), 'utf8'));
  },
};

let passed = 0;
for (const [name, test] of Object.entries(tests))
  try {
    test();
    passed++;
  } catch (error) {
    console.log(`${name}: ${error.message}`);
  }
rmSync(work, {recursive: true, force: true});
console.log(`${passed} passed, ${Object.keys(tests).length - passed} failed`);
process.exit(passed === Object.keys(tests).length ? 0 : 1);
