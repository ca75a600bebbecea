#!/usr/bin/env node
// Compares glot's parser of ICU messages with FormatJS's: the same trees with the same places, or an error of the same
// kind at the same place. What glot prints of a message must be the same message for the peer, and what it prints by
// way of a pattern a valid one. Hand-written messages, then generated ones, half of them broken.
//
//     node icu.mjs [DRIVER] [--count N] [--seed N] [--show N]
//
// DRIVER is the program made from icu_driver.c. The last line counts messages.
import {spawnSync} from 'node:child_process';
import {createRequire} from 'node:module';
import {join} from 'node:path';
import {isDeepStrictEqual} from 'node:util';
import {Generator} from './icu_generator.mjs';
import {seedOf} from '../seed.mjs';
import {conclude, tally} from '../suite.mjs';

const resolve = createRequire(process.env.PEER_MODULES ?? import.meta.url).resolve;
const {_Parser: Parser, TYPE} = await import(resolve('@formatjs/icu-messageformat-parser'));
const {parseNumberSkeletonFromString} = await import(resolve('@formatjs/icu-skeleton-parser'));
const driver = process.argv[2]?.startsWith('--') === false ? process.argv[2] : join(process.env.GLOT_DRIVERS ?? '', 'icu_driver');

function option(name, otherwise) {
  const at = process.argv.indexOf('--' + name);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
}

// ---- the peer

const place = ({start, end}) => [start.offset, end.offset];

function peerNode(node) {
  const {type, value} = node, at = place(node.location);
  const style = node.style;
  switch (type) {
    case TYPE.literal: return {type, value, at};
    case TYPE.pound: return {type, at};
    case TYPE.tag: return {type, value, at, nodes: node.children.map(peerNode)};
    case TYPE.number:
      return {type, value, at, style: style?.tokens ?? style};
    case TYPE.date: case TYPE.time: return {type, value, at, style: style?.pattern ? {pattern: style.pattern} : style};
    case TYPE.select: case TYPE.plural: {
      const options = Object.entries(node.options).map(([key, {value, location}]) => [key, place(location), value.map(peerNode)]);
      return {type, value, at, offset: node.offset ?? 0, ordinal: node.pluralType === 'ordinal', options: Object.fromEntries(options.map(([k, ...v]) => [k, v]))};
    }
    default: return {type, value, at};
  }
}

// A literal of the peer ends at a tag without content, which it makes a literal, too.
function peerAnswer({text, bits}) {
  const {val, err} = new Parser(text, {ignoreTag: Boolean(bits & 1), requiresOtherClause: Boolean(bits & 2)}).parse();
  return err ? {error: err.kind, at: place(err.location)} : {nodes: val.map(peerNode)};
}

// ---- glot

// By ErrorKind, in the order of enum icu_error.
const errors = [1, 2, 3, 4, 5, 6, 7, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 26, 27];
// Kinds for which the peer marks all from an opening brace or tag up to the place that is wrong, and glot that place.
const reaching = new Set([1, 3, 13, 16, 23, 27]);
// Kinds that glot shows at a mark of some length, where the peer's has none.
const pointed = new Set([17, 18, 15, 4]);
const types = [TYPE.literal, TYPE.argument, TYPE.number, TYPE.date, TYPE.time, undefined, TYPE.select, TYPE.plural, TYPE.plural, TYPE.pound, TYPE.tag, TYPE.literal];

// UTF-8 offset → UTF-16 offset.
function offsets(text) {
  const map = [];
  let units = 0;
  for (const char of text) {
    map.push(units, ...Array(Buffer.byteLength(char) - 1).fill(NaN));
    units += char.length;
  }
  map.push(units);
  return map;
}

function glotNode(node, map) {
  const type = types[node.kind], at = [map[node.start], map[node.end]], value = node.text;
  if (type === TYPE.pound) return {type, at};
  if (node.kind === 11) return {type, value: `<${value}/>`, at};
  if (node.nodes) return {type, value, at, nodes: node.nodes.map((one) => glotNode(one, map))};
  if (node.options) {
    const options = node.options.map(({key, start, end, nodes}) => [key, [[map[start], map[end]], nodes.map((one) => glotNode(one, map))]]);
    return {type, value, at, offset: node.offset, ordinal: node.kind === 8, options: Object.fromEntries(options)};
  }
  if (type === TYPE.number) return {type, value, at, style: node.skeleton === undefined ? node.style || null : parseNumberSkeletonFromString(node.skeleton)};
  if (type === TYPE.date || type === TYPE.time) return {type, value, at, style: node.skeleton === undefined ? node.style || null : {pattern: node.skeleton}};
  return {type, value, at};
}

function glotAnswer(answer, {text}) {
  const map = offsets(text);
  if (answer.error === undefined) return {nodes: answer.nodes.map((node) => glotNode(node, map))};
  const error = errors[answer.error];
  if (reaching.has(error)) return {error, at: [map[answer.opened < 0 ? answer.start : answer.opened], map[answer.start]]};
  return {error, at: [map[answer.start], map[pointed.has(error) ? answer.start : answer.end]]};
}

function glotAnswers(messages) {
  const records = messages.map(({text, bits}) => {
    const bytes = Buffer.from(text);
    const head = Buffer.alloc(5);
    head.writeUInt8(bits);
    head.writeUInt32LE(bytes.length, 1);
    return Buffer.concat([head, bytes]);
  });
  const run = spawnSync(driver, {input: Buffer.concat(records), maxBuffer: 1 << 30});
  if (run.status !== 0) throw new Error(`the driver failed: ${run.error ?? run.signal ?? run.status} ${run.stderr}`);
  const results = [];
  for (let at = 0; at < run.stdout.length; ) {
    const length = run.stdout.readUInt32LE(at);
    results.push(JSON.parse(run.stdout.toString('utf8', at + 4, at + 4 + length)));
    at += 4 + length;
  }
  return results;
}

// ---- printing

// A tree without its places, and with texts joined that follow each other.
function bare(nodes) {
  const joined = [];
  for (const {at, ...node} of nodes) {
    if (node.type === TYPE.literal && joined.at(-1)?.type === TYPE.literal) joined.at(-1).value += node.value;
    else joined.push(node);
    if (node.nodes) node.nodes = bare(node.nodes);
    if (node.options) node.options = Object.entries(node.options).map(([key, [, value]]) => [key, bare(value)]);
  }
  return joined;
}

function printedWrongly(answer, wanted, {bits}) {
  if (wanted.error !== undefined || answer.error !== undefined) return undefined;
  const printed = peerAnswer({text: answer.printed, bits});
  if (!isDeepStrictEqual(bare(printed.nodes ?? []), bare(wanted.nodes))) return answer.printed;
  return answer.pattern !== undefined && peerAnswer({text: answer.pattern, bits}).error !== undefined ? answer.pattern : undefined;
}

// ---- comparing

// The peer forgets braces in the style of an argument (docs/differences.md).
const hasBraceInStyle = ({text}) => /,[\s\u200e]*(number|date|time)[\s\u200e]*,('[^']*'|[^}'])*\{/.test(text);

function compare(name, messages, shouldDiffer = false) {
  const answers = glotAnswers(messages);
  const wrong = [];
  let valid = 0;
  messages.forEach((message, i) => {
    const wanted = peerAnswer(message);
    valid += wanted.error === undefined;
    const got = glotAnswer(answers[i], message);
    if (isDeepStrictEqual(got, wanted) === shouldDiffer) wrong.push({...message, wanted, got});
    const printed = shouldDiffer ? undefined : printedWrongly(answers[i], wanted, message);
    if (printed !== undefined) wrong.push({...message, wanted, got: printed});
  });
  wrong.sort((a, b) => a.text.length - b.text.length);
  for (const {text, bits, wanted, got} of wrong.slice(0, option('show', 5)))
    console.log(`--- ${JSON.stringify(text)} (${bits})\nFormatJS: ${JSON.stringify(wanted)}\nglot:     ${JSON.stringify(got)}\n`);
  console.log(`${name}: ${messages.length} messages, ${valid} of them valid, ${wrong.length} ${shouldDiffer ? 'do not ' : ''}differ`);
  tally.passed += messages.length - wrong.length;
  tally.failed += wrong.length;
}

const written = [
  '', 'plain', 'a } b', '{}', '{ }', '{', '{a', '{a ', '{a,', '{a, ', '{a, }', '{a b}', '{a!}', '{{a}}', '{a, number}', '{a, number,}',
  '{a, number, }', '{a, number, ::}', '{a, number, ::currency/}', '{a, date, ::}', '{a, time, \'x}', '{a, spellout}', '{a, plural}',
  '{a, plural,}', '{a, plural, one}', '{a, plural, one {x}}', '{a, plural, one {x} other {y}', '{a, plural, one {x} one {y} other {}}',
  '{a, plural, offset:1 other {#}}', '{a, plural, offset}', '{a, plural, offset:x other {}}', '{a, plural, =x {}}', '{a, select, =1 {}}',
  '{a, select, b {} b {} other {}}', '{a, select, other {#}}', '{n, plural, other {{a, select, other {#}}}}', '{n, plural, other {\'#\'}}',
  'l\'{x}', 'l\'\'{x}', '\'{\'\'}\'', '\'{a', 'it\'s', '<b>x</b>', '<b>x', '</b>', '<b>x</c>', '<b>x</b', '<b>x</', '<b x>', '<b/>', '<b >x</b >',
  '<b/ >', '<1>', 'a < b', 'a <- b', '<b>{n, plural, other {</b>}}', '<b>}</b>', '{n, plural, other {<b>#</b>}}', '{n\u00a0}', '{\u00a0n}', '{n, plural, one{a}other{b}}',
  '{n, plural, =99999999999999999999 {} other {}}', '{n, plural, offset:99999999999999999999 other {}}', '\u0000{a}', '{n, select, 1 {} 0 {} other {}}',
];

const all = (texts) => texts.flatMap((text) => [0, 1, 2, 3].map((bits) => ({text, bits})));

compare('written', all(written));
compare('braces in styles', all(['{a, number, {b}}', '{a, date, {b} c}']), true);
const seed = option('seed', seedOf(1));
const generator = new Generator(seed);
const generated = Array.from({length: option('count', 20000)}, () => ({text: generator.next(), bits: generator.below(4)}));
compare(`generated with seed ${seed}`, generated.filter((message) => !hasBraceInStyle(message)));
conclude();
process.exit();
