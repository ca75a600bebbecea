#!/usr/bin/env node
// Source maps of random pieces of random texts, read by @jridgewell/trace-mapping: every character that was copied leads back
// to its line and column, every one that was put in to the place that it stands for. Lines are those of esbuild and TypeScript.
//
//     node source_map.mjs [DRIVER] [--seed N] [--count N]
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import {TraceMap, originalPositionFor, traceSegment} from '@jridgewell/trace-mapping';
import esbuild from 'esbuild';
import ts from 'typescript';
import {Random} from '../random.mjs';
import {seedOf} from '../seed.mjs';
import {conclude, tally} from '../suite.mjs';

const {values: options, positionals} = parseArgs({
  allowPositionals: true,
  options: {
    seed: {type: 'string', default: String(seedOf(1))},
    count: {type: 'string', default: '2000'},
  },
});
const driver = positionals[0] ?? join(process.env.GLOT_DRIVERS ?? '', 'source_map_driver');
const random = new Random(Number(options.seed));

// ---- what is expected

const LINE_END = /\r\n|[\n\r\u2028\u2029]/g;

// The line and column of each UTF-16 unit, both from 0; a byte order mark at the front is no part of the text.
function placesOf(text) {
  const places = [];
  let line = 0, start = text.startsWith('\ufeff') ? 1 : 0;
  for (const {index, 0: end} of text.matchAll(LINE_END)) {
    for (let at = places.length; at < index + end.length; at++) places.push({line, column: at - start});
    line++;
    start = index + end.length;
  }
  for (let at = places.length; at <= text.length; at++) places.push({line, column: at - start});
  return places;
}

const isLineEnd = (unit) => /[\n\r\u2028\u2029]/.test(unit);
const isWord = (unit) => /[\w$]|[^\0-\x7f]/.test(unit);

// What stands at each unit of the made text: the place in the source, whether it was copied, and whether it must be mapped itself.
function originsOf({source, pieces}) {
  const places = placesOf(source), origins = [];
  for (const {start, end, text} of pieces) {
    if (text !== undefined) for (const _ of text.split('')) origins.push({place: places[start]});
    else for (let at = start; at < end; at++)
      origins.push({place: places[at], isCopied: true, isExact: at === start || (isWord(source[at]) && !isWord(source[at - 1]))});
  }
  return origins;
}

function checkMap(one, text, map) {
  const made = one.pieces.map(({start, end, text: put}) => put ?? one.source.slice(start, end)).join('');
  assert.equal(text, made);
  assert.deepEqual([map.version, map.sources, map.names], [3, ['original.ts'], []]);
  assert.equal(map.sourcesContent[0], one.source.replace(/^\ufeff/, ''));
  const traced = new TraceMap(map), origins = originsOf(one);
  placesOf(text).forEach(({line, column}, at) => {
    if (at === text.length || column < 0 || isLineEnd(text[at])) return;
    const segment = traceSegment(traced, line, column), {place, isCopied, isExact} = origins[at];
    const moved = isCopied ? column - segment[0] : 0;
    assert.deepEqual({line: segment[2], column: segment[3] + moved}, place, `unit ${at}, ${JSON.stringify(text[at])}`);
    if (isExact) assert.equal(moved, 0, `a mapping of its own for unit ${at}`);
  });
}

// ---- random cases

const FRAGMENTS = ['a', 'word', '$x_1', ' ', '  ', '.', '(', ');', '`', '\n', '\n', '\r\n', '\r', '\u2028', '\u2029', '\t', 'ä', '中文', '😀', '\u0301'];
const someText = (most) => random.some(0, most, () => random.pick(FRAGMENTS)).join('');

// Between characters: not inside a pair of surrogates, and not in front of a byte order mark.
function somePlace(source) {
  const at = random.below(source.length + 1);
  if (at === 0 && source.startsWith('\ufeff')) return 1;
  return /^[\udc00-\udfff]/.test(source.slice(at)) ? at - 1 : at;
}

// Mostly what an edit of a source is: ascending cuts with texts in some of them. Sometimes anything.
function someCase() {
  const source = (random.chance(0.1) ? '\ufeff' : '') + someText(60);
  const cuts = random.some(0, 8, () => somePlace(source)).sort((a, b) => a - b);
  const ends = [0, ...cuts, source.length];
  let pieces = ends.slice(1).map((end, i) => {
    const isPut = i > 0 && random.chance(0.4);
    return {start: ends[i], end, ...(isPut ? {text: someText(6)} : {})};
  });
  if (random.chance(0.2) && !source.startsWith('\ufeff')) pieces = [...random.shuffled(pieces), ...pieces.slice(0, 2)];
  return {source, pieces};
}

// ---- asking the driver

const bytes = (text) => Buffer.from(text);
const offset = (text, at) => Buffer.byteLength(text.slice(0, at));

function record({source, pieces}) {
  const parts = [bytes(`${Buffer.byteLength(source)} ${pieces.length}\n`), bytes(source)];
  for (const {start, end, text} of pieces) {
    const len = text === undefined ? -1 : Buffer.byteLength(text);
    parts.push(bytes(`${offset(source, start)} ${offset(source, end)} ${len}\n`), bytes(text ?? ''));
  }
  return Buffer.concat(parts);
}

function answersOf(cases) {
  const run = spawnSync(driver, {input: Buffer.concat(cases.map(record)), maxBuffer: 1 << 30});
  if (run.status !== 0) throw new Error(`the driver failed: ${run.signal ?? run.status} ${run.stderr}`);
  const answers = [];
  const take = (at, len) => new TextDecoder('utf-8', {fatal: true, ignoreBOM: true}).decode(run.stdout.subarray(at, at + len));
  for (let at = 0; at < run.stdout.length; ) {
    const end = run.stdout.indexOf('\n', at);
    const [textLen, mapLen] = take(at, end - at).split(' ').map(Number);
    answers.push({text: take(end + 1, textLen), map: JSON.parse(take(end + 1 + textLen, mapLen))});
    at = end + 1 + textLen + mapLen;
  }
  assert.equal(answers.length, cases.length);
  return answers;
}

// ---- checks

function attempt(name, check) {
  try {
    check();
    tally.passed++;
  } catch (error) {
    tally.failed++;
    if (tally.failed <= 5) console.log(`FAIL ${name}\n${error.message}\n`);
  }
}

const cases = Array.from({length: Number(options.count)}, someCase);
answersOf(cases).forEach(({text, map}, i) => attempt(JSON.stringify(cases[i]), () => checkMap(cases[i], text, map)));

// A source with every line end, mapped by others as it is mapped here.
const source = '/* 1\r2\n3\r\n4\u20285\u20296 😀 */ first(); second();\n"7\u20288", third();\n';
const ours = answersOf([{source, pieces: [{start: 0, end: source.length}]}])[0];
const theirs = {
  esbuild: esbuild.transformSync(source, {sourcemap: 'external', loader: 'ts', legalComments: 'none'}),
  TypeScript: (() => {
    const {outputText: code, sourceMapText: map} = ts.transpileModule(source, {compilerOptions: {sourceMap: true, target: 'esnext', removeComments: true}});
    return {code, map};
  })(),
};
for (const [name, {code, map}] of Object.entries(theirs))
  for (const word of ['first', 'second', 'third'])
    attempt(`${name} maps ${word} to the same place`, () => {
      const placeIn = (made, traced) => {
        const {line, column} = placesOf(made)[made.indexOf(word)];
        const {line: original, column: at} = originalPositionFor(new TraceMap(traced), {line: line + 1, column});
        return [original, at];
      };
      assert.deepEqual(placeIn(ours.text, ours.map), placeIn(code, JSON.parse(map)));
    });

console.log(`seed ${options.seed}`);
conclude();
