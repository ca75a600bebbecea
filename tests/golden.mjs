#!/usr/bin/env node
// Golden tests: each folder tests/golden/NAME holds
//   cmd              what is run, by bash, with the built glot first in PATH
//   input/           the folder that it is run in (a fresh copy); may be missing
//   expected/stdout  expected/stderr  expected/status     missing ones mean: empty, empty, 0
//   expected/tree/   the files that are new or changed afterwards, and nothing else; a file NAME.removed there says
//                    that NAME was removed
// A folder whose name ends in .bug is a known bug: it must fail.
//
//   tests/golden.mjs              all cases
//   tests/golden.mjs CASE…        some
//   tests/golden.mjs CASE --bless takes what the case does now as what it should
// $GLOT is the program under test, build/release/glot unless set. The last line is `N passed, N failed`.
import {spawn, spawnSync} from 'node:child_process';
import {
  closeSync, existsSync, lstatSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync,
  writeFileSync,
} from 'node:fs';
import {constants, cpus, tmpdir} from 'node:os';
import {basename, dirname, join, resolve} from 'node:path';

const root = resolve(import.meta.dirname, '..'), cases = join(root, 'tests/golden');
const glot = resolve(root, process.env.GLOT ?? 'build/release/glot');
const LIMIT = 60_000; // ms for a case

function giveUp(words, status) {
  console.error(words);
  process.exit(status);
}

if (!existsSync(glot)) giveUp(`error: ${glot} is not there; run make`, 3);
const words = process.argv.slice(2), toBless = words.includes('--bless');
if (words.some((word) => word.startsWith('-') && word !== '--bless')) giveUp('usage: tests/golden.mjs [CASE]... [--bless]', 2);
const named = words.filter((word) => word !== '--bless').map((word) => basename(word));
const names = named.length ? named : readdirSync(cases).filter((name) => existsSync(join(cases, name, 'cmd'))).sort();
for (const name of names)
  if (!existsSync(join(cases, name, 'cmd'))) giveUp(`error: there is no golden case ${name}`, 2);

const work = realpathSync(mkdtempSync(join(tmpdir(), 'glot-golden-')));
process.on('exit', () => rmSync(work, {recursive: true, force: true}));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(128 + constants.signals[signal]));
mkdirSync(join(work, 'bin'));
symlinkSync(glot, join(work, 'bin/glot'));

// ---- trees: path → contents of the files below a folder; nothing else counts, nor does glot's cache

function readTree(folder, prefix = '', tree = new Map()) {
  if (!existsSync(folder)) return tree;
  for (const entry of readdirSync(join(folder, prefix), {withFileTypes: true})) {
    const path = prefix + entry.name;
    if (entry.isDirectory()) readTree(folder, `${path}/`, tree);
    else if (entry.isFile() && !/(^|\/)\.glot\/(cache|sources|\.gitignore)$/.test(path)) tree.set(path, readFileSync(join(folder, path)));
  }
  return tree;
}

// With the modes that they have below `original`, where that is given.
function writeTree(folder, tree, original) {
  mkdirSync(folder, {recursive: true});
  for (const [path, contents] of tree) {
    mkdirSync(dirname(join(folder, path)), {recursive: true});
    writeFileSync(join(folder, path), contents, {mode: original ? lstatSync(join(original, path)).mode : 0o666});
  }
}

const isSame = (a, b) => a.size === b.size && [...a].every(([path, contents]) => b.get(path)?.equals(contents));

// ---- running

// Leaks are looked for in the unit tests; here that would take half of the time.
const environment = (home) => ({
  PATH: `${join(work, 'bin')}:${process.env.PATH}`, HOME: home, LC_ALL: 'C.UTF-8', NO_COLOR: '1', TERM: 'dumb',
  ASAN_OPTIONS: process.env.ASAN_OPTIONS || 'detect_leaks=0', UBSAN_OPTIONS: process.env.UBSAN_OPTIONS ?? '',
  LLVM_PROFILE_FILE: process.env.LLVM_PROFILE_FILE ?? '',
});

// The status of a command, as a shell counts it; 124 when it takes too long, as timeout(1) says it. Its output goes
// to files, not through pipes, so that nobody waits for what a case leaves running.
function statusOf(program, options) {
  return new Promise((done) => {
    const child = spawn('bash', [program], {...options, detached: true});
    let isLate = false;
    const clock = setTimeout(() => {
      isLate = true;
      process.kill(-child.pid, 'SIGKILL');
    }, LIMIT);
    child.on('exit', (status, signal) => {
      clearTimeout(clock);
      done(isLate ? 124 : (status ?? 128 + constants.signals[signal]));
    });
  });
}

// What a case does, in the form of expected/: what goes without saying is not there.
async function outcomeOf(name) {
  const folder = mkdtempSync(join(work, 'case-')), at = (path) => join(folder, path);
  const input = join(cases, name, 'input'), before = readTree(input), actual = new Map();
  writeTree(at('tree'), before, input);
  mkdirSync(at('home'));
  const stdio = ['ignore', openSync(at('stdout'), 'w'), openSync(at('stderr'), 'w')];
  const status = await statusOf(join(cases, name, 'cmd'), {cwd: at('tree'), env: environment(at('home')), stdio});
  for (const stream of ['stdout', 'stderr']) {
    closeSync(stdio[stream === 'stdout' ? 1 : 2]);
    const said = readFileSync(at(stream));
    if (said.length) actual.set(stream, said);
  }
  if (status) actual.set('status', Buffer.from(`${status}\n`));
  const after = readTree(at('tree'));
  for (const [path, contents] of after) if (!before.get(path)?.equals(contents)) actual.set(`tree/${path}`, contents);
  for (const path of before.keys()) if (!after.has(path)) actual.set(`tree/${path}.removed`, Buffer.alloc(0));
  rmSync(folder, {recursive: true, force: true});
  return actual;
}

// How what a case did differs from what it should have done.
function differenceOf(expected, actual) {
  const folder = mkdtempSync(join(work, 'difference-'));
  writeTree(join(folder, 'expected'), expected);
  writeTree(join(folder, 'actual'), actual);
  const {stdout} = spawnSync('diff', ['-rNu', 'expected', 'actual'], {cwd: folder, maxBuffer: 1 << 28});
  const only = (a, b, title) => [...a.keys()].filter((path) => !b.has(path)).map((path) => `Only in ${title}: ${path}\n`).join('');
  return only(expected, actual, 'expected') + only(actual, expected, 'actual') +
    `${stdout}`.replace(/^diff -rNu .*\n/gm, '').replace(/^(---|\+\+\+) "?(?:expected|actual)\/([^\t"]*).*$/gm, '$1 $2');
}

// ---- verdicts

// What is wrong with a case, or nothing.
async function problemOf(name) {
  const expected = readTree(join(cases, name, 'expected')), actual = await outcomeOf(name);
  const isGood = isSame(expected, actual);
  if (name.endsWith('.bug')) return isGood ? `FAILED ${name}: the bug is gone; rename the folder` : undefined;
  return isGood ? undefined : `FAILED ${name}\n${differenceOf(expected, actual)}`;
}

async function bless(name) {
  const actual = await outcomeOf(name), expected = join(cases, name, 'expected');
  rmSync(expected, {recursive: true, force: true});
  if (actual.size) writeTree(expected, actual);
  console.log(`blessed ${name}`);
}

// All cases, as many at a time as there are processors; the answers are in the order of the names.
async function each(work) {
  const answers = [];
  let next = 0;
  await Promise.all(cpus().map(async () => {
    while (next < names.length) {
      const i = next++;
      answers[i] = await work(names[i]);
    }
  }));
  return answers;
}

if (toBless) {
  await each(bless);
} else {
  const problems = (await each(problemOf)).filter(Boolean);
  for (const problem of problems) console.log(problem.trimEnd());
  console.log(`${names.length - problems.length} passed, ${problems.length} failed`);
  process.exitCode = problems.length ? 1 : 0;
}
