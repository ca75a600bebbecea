#!/usr/bin/env node
// What glot leaves behind when the system fails, when somebody kills it, and when files change under its hands.
//     run.mjs           a sample, spread over all; the last line is `N passed, N failed`
//     run.mjs TEXT…     only the runs whose title contains all of the texts: run.mjs own extract fsync
// FAULTS_EVERY=1 takes every law over every call (make faults), 3 every third. $GLOT is the program, $SHIM the library of fault.h. A title such as `own extract: EIO at call 12 (read
// src/cart.ts)` names one run; numbers are those of a run with one worker.
import {spawn, spawnSync} from 'node:child_process';
import {mkdirSync, readFileSync, symlinkSync} from 'node:fs';
import {cpus} from 'node:os';
import {dirname, join, resolve} from 'node:path';
import {isSame, isTemporary, readTree, without, writeTree} from './trees.mjs';
import {besideShim} from '../sanitized.mjs';
import {conclude, glot, scratch, settle} from '../suite.mjs';

const here = import.meta.dirname ?? dirname(new URL(import.meta.url).pathname);
const shim = resolve(process.env.SHIM ?? join(here, '../../build/release/tests/faults/shim.so'));
const every = Number(process.env.FAULTS_EVERY ?? 3);
const wanted = process.argv.slice(2);
const work = scratch('faults');

// What each call can end with. Those that are not here, such as fchmod, have laws of their own below.
const errorsOf = {
  open: ['EACCES'], fstat: ['EIO'], read: ['EIO'], close: ['EIO'],
  opendir: ['EACCES'], readdir: ['EIO'], realpath: ['EACCES'], stat: ['EIO'], access: ['EROFS'],
  mkdir: ['ENOSPC'], mkostemp: ['EACCES'], write: ['ENOSPC'], fsync: ['EIO'], rename: ['EACCES'],
};
const harmlessOf = {
  read: ['EINTR', 'short'], write: ['EINTR', 'short'], fchmod: ['EPERM'], fchown: ['EPERM'],
};

// ---- running

function start(folder, command, faults = {}, program = [glot]) {
  const environment = {
    PATH: process.env.PATH, LC_ALL: 'C.UTF-8', NO_COLOR: '1', TMPDIR: work, LD_PRELOAD: shim, FAULT_BELOW: folder,
    ...besideShim, ...faults,
  };
  for (const name of ['TSAN_OPTIONS', 'UBSAN_OPTIONS', 'LSAN_OPTIONS'])
    if (process.env[name]) environment[name] = process.env[name];
  return new Promise((done) => {
    const child = spawn(program[0], [...program.slice(1), command, '--jobs', '1'], {cwd: folder, env: environment, stdio: ['ignore', 'pipe', 'pipe']});
    const output = {stdout: '', stderr: ''};
    for (const stream of ['stdout', 'stderr']) child[stream].setEncoding('utf8').on('data', (text) => { output[stream] += text; });
    child.on('close', (status, signal) => done({...output, status, signal}));
  });
}

// What a run came to: its end, its output and the tree that it left.
async function outcomeOf(folder, old, command, faults) {
  writeTree(folder, old);
  const end = await start(folder, command, faults);
  return {...end, tree: readTree(folder)};
}

// ---- laws: each returns what is wrong, or nothing

const inWords = (run) => `status ${run.status ?? run.signal}\n${run.stdout}${run.stderr}`;

function isAsUndisturbed(job, run) {
  return run.status === job.clean.status && isSame(run.tree, job.clean.tree);
}

// The configuration gets its `$schema` before all else, and by itself.
const apart = (path) => path === 'lit-localize.json';

function oldOrNew(job, run) {
  for (const path of new Set([...job.old.keys(), ...run.tree.keys()])) {
    const text = run.tree.get(path);
    if (text !== job.old.get(path) && text !== job.clean.tree.get(path)) return `${path} is neither old nor new`;
  }
}

function allOldOrAllNew(job, run) {
  const tree = without(run.tree, apart);
  if (!isSame(tree, without(job.old, apart)) && !isSame(tree, without(job.clean.tree, apart)))
    return 'some files are new and others old';
}

function names(run, paths) {
  const named = [...run.stderr.matchAll(/^(\S+?): error: .* \[file-(unreadable|unwritable|changed|shared)\]$/gm)].map((m) => m[1]);
  if (!named.some((path) => paths.includes(path))) return `no error names ${paths.join(' or ')}`;
}

function failsWell(job, run, paths) {
  if (run.status !== 3) return 'the status is not 3';
  return oldOrNew(job, run) ?? names(run, paths);
}

// ---- the runs

// Files that are read are named themselves; for temporaries and the like the file that should have been written.
function namesOf(job, call) {
  const isRead = ['open', 'fstat', 'read', 'close', 'opendir', 'readdir'].includes(call.name) && !isTemporary(call.path);
  return isRead ? [call.path] : [call.path, ...job.written];
}

const anError = (call, error) => ({
  title: `${error} at call ${call.number} (${call.name} ${call.path})`,
  faults: {FAULT_AT: call.number, FAULT_DO: error},
  law: (job, run) => {
    if (isAsUndisturbed(job, run)) return; // as when a file that was read cannot be closed
    return failsWell(job, run, namesOf(job, call)) ?? (call.name === 'rename' ? undefined : allOldOrAllNew(job, run));
  },
});

const nothing = (call, what) => ({
  title: `${what} at call ${call.number} (${call.name} ${call.path})`,
  faults: {FAULT_AT: call.number, FAULT_DO: what},
  law: (job, run) => (isAsUndisturbed(job, run) ? undefined : 'not as undisturbed'),
});

// Polite signals leave nothing half done and nothing behind.
const aSignal = (call, signal) => ({
  title: `${signal} at call ${call.number} (${call.name} ${call.path})`,
  faults: {FAULT_AT: call.number, FAULT_DO: signal},
  law: (job, run) => (run.signal === signal ? allOldOrAllNew(job, run) : `it did not end by ${signal}`),
});

// The one that cannot be waited for may leave temporaries.
const aKill = (call) => ({
  title: `SIGKILL at call ${call.number} (${call.name} ${call.path})`,
  faults: {FAULT_AT: call.number, FAULT_DO: 'SIGKILL'},
  law: (job, run) =>
    run.signal === 'SIGKILL' ? oldOrNew(job, {...run, tree: without(run.tree, isTemporary)}) : 'it did not end by SIGKILL',
});

// Another program writes to a file after glot began to read it: that is noticed, and what it wrote stays.
const aChange = (call, path) => ({
  title: `${path} changes before call ${call.number} (${call.name} ${call.path})`,
  faults: {FAULT_AT: call.number, FAULT_DO: `append ${path}`},
  law: (job, run) => {
    if (run.tree.get(path) !== `${job.old.get(path)}\n`) return `what was written to ${path} is lost`;
    const tree = new Map(run.tree).set(path, job.old.get(path));
    return failsWell(job, {...run, tree}, [path]) ?? allOldOrAllNew(job, {...run, tree});
  },
});

const aRemoval = (call) => ({
  title: `${call.path} vanishes before call ${call.number} (${call.name})`,
  faults: {FAULT_AT: call.number, FAULT_DO: `remove ${call.path}`},
  law: (job, run) => {
    const tree = without(run.tree, (path) => path.includes('.removed'));
    for (const [path, text] of job.old) if (path === call.path || path.startsWith(`${call.path}/`)) tree.set(path, text);
    return failsWell(job, {...run, tree}, [call.path]) ?? allOldOrAllNew(job, {...run, tree});
  },
});

// After the call that opens a file and before the one that looks at it for the second time.
function changesOf(job) {
  const runs = [];
  for (const path of job.old.keys()) {
    const looks = job.calls.filter((call) => call.path === path && call.name === 'fstat');
    if (looks.length < 2 || apart(path) || path.startsWith('generated/')) continue;
    runs.push(aChange(looks[1], path));
    if (!job.written.includes(path)) continue; // from now on only what is written again is looked at again
    const end = job.calls.findLastIndex((call) => call.name === 'fsync');
    for (const call of job.calls.slice(looks[1].number, end + 1))
      if (['mkostemp', 'write', 'fsync', 'opendir', 'realpath'].includes(call.name)) runs.push(aChange(call, path));
  }
  return runs;
}

function runsOf(job) {
  // Before the first file is made, signals are all alike: nothing is there to be left behind.
  const first = job.calls.findIndex((call) => call.name === 'mkostemp') - 3;
  const writing = job.calls.filter((call, i) => i >= first || i % 16 === 0);
  // What extract has shown for the reading of sources needs no second proof, nor does the second entry of a folder.
  const isShown = (call) => job.command === 'build' && /^(src|lib)\/|\.json$/.test(call.path) && !call.name.startsWith('open');
  const isNext = (call, i) => call.name === 'readdir' && job.calls[i - 1].name === 'readdir';
  const failing = job.calls.filter((call, i) => !isShown(call) && !isNext(call, i));
  const each = (table, make) => failing.flatMap((call) => (table[call.name] ?? []).map((what) => make(call, what)));
  return [
    ...each(errorsOf, anError),
    ...each(harmlessOf, nothing),
    ...writing.map((call) => aSignal(call, call.number % 2 ? 'SIGTERM' : 'SIGINT')),
    ...writing.map(aKill),
    ...changesOf(job),
    ...job.calls.filter((call) => ['open', 'opendir'].includes(call.name) && /^(src|lib)\//.test(call.path)).map(aRemoval),
  ];
}

// A project and a command, undisturbed: what the others are held against.
async function makeJob(project, command) {
  const folder = join(work, `${project}-${command}`), log = join(work, `${project}-${command}.log`);
  const old = readTree(join(here, 'projects', project));
  const clean = await outcomeOf(folder, old, command, {FAULT_LOG: log});
  const calls = readFileSync(log, 'utf8').trim().split('\n').map((line, i) => {
    const blank = line.indexOf(' '), path = line.slice(blank + 1);
    return {number: i + 1, name: line.slice(0, blank), path: path === folder ? '.' : path.replace(`${folder}/`, '')};
  });
  const written = [...clean.tree].filter(([path, text]) => old.get(path) !== text).map(([path]) => path);
  return {name: `${project} ${command}`, project, command, old, clean, calls, written};
}

// What any run must do, disturbed or not.
function undisturbed(job) {
  const flushed = job.calls.filter((call) => call.name === 'fsync').length;
  if (job.clean.status !== 0 || job.written.length < 2) return inWords(job.clean);
  if (flushed !== job.written.length) return `${flushed} of ${job.written.length} files are flushed to the disk`;
}

// Afterwards an undisturbed run comes to what it would have come to at once.
async function recovers(job, folder, run) {
  if (isSame(run.tree, job.old) || run.title.includes(' changes ') || run.title.includes(' vanishes ')) return;
  const again = await start(folder, job.command);
  const tree = without(readTree(folder), isTemporary);
  if (again.status !== job.clean.status || !isSame(tree, job.clean.tree)) return `the next run does not recover\n${inWords(again)}`;
}

const verdict = (title, problem) => settle(!problem, `${title}: ${problem}`);

async function check(job, planned, folder) {
  const run = {...(await outcomeOf(folder, job.old, job.command, planned.faults)), title: planned.title};
  const problem = planned.law(job, run);
  verdict(`${job.name}: ${planned.title}`, problem ? `${problem}\n${inWords(run)}` : await recovers(job, folder, run));
}

async function checkAll(job) {
  const shift = job.name.length; // so that each job has others
  const runs = runsOf(job).filter((run, i) =>
    (wanted.length || (i + shift) % every === 0) && wanted.every((text) => `${job.name}: ${run.title}`.includes(text)));
  await Promise.all(Array.from({length: cpus().length}, async (_, slot) => {
    for (let run; (run = runs.shift()); ) await check(job, run, join(work, `slot-${slot}`));
  }));
}

// ---- file systems of other kinds

// Some keep no types in their folders; a link that leads upwards must be known as one all the same.
async function checkUntyped(job) {
  const folder = join(work, 'untyped');
  writeTree(folder, job.old);
  symlinkSync('..', join(folder, 'src/loop'));
  const run = await start(folder, job.command, {FAULT_UNTYPED: '1'});
  const isGood = run.status === job.clean.status && isSame(readTree(folder), job.clean.tree);
  verdict(`${job.name}: folders without types`, isGood ? undefined : `not as undisturbed\n${inWords(run)}`);
}

// A disk that is really full.
async function checkFullDisk(job) {
  const disk = join(work, 'disk'), title = `${job.name}: a full disk`;
  mkdirSync(disk, {recursive: true});
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'glot-faults', disk]).status !== 0) {
    console.log(`SKIPPED ${title}: no file system can be mounted here`);
    return;
  }
  try {
    const folder = join(disk, 'project');
    writeTree(folder, job.old);
    const filler = spawnSync('dd', ['if=/dev/zero', `of=${join(disk, 'filler')}`, 'bs=4k']);
    const run = {...(await start(folder, job.command)), tree: readTree(folder)};
    const problem = filler.status === 0 ? 'the disk is not full' : failsWell(job, run, job.written) ?? allOldOrAllNew(job, run);
    verdict(title, problem && `${problem}\n${inWords(run)}`);
  } finally {
    spawnSync('umount', [disk]);
  }
}

// A limit on the size of files, whose signal must not end the run.
async function checkFileLimit(job) {
  const folder = join(work, 'limited');
  writeTree(folder, job.old);
  const end = await start(folder, job.command, {}, ['bash', '-c', 'ulimit -f 0; exec "$@"', 'bash', glot]);
  const run = {...end, tree: readTree(folder)}, problem = failsWell(job, run, job.written) ?? allOldOrAllNew(job, run);
  verdict(`${job.name}: no file may grow`, problem && `${problem}\n${inWords(run)}`);
}

for (const project of ['drop-in', 'own'])
  for (const command of ['extract', 'build']) {
    const job = await makeJob(project, command);
    verdict(`${job.name}: undisturbed`, undisturbed(job));
    await checkAll(job);
    if (wanted.length && wanted[0] !== 'systems') continue;
    await checkUntyped(job);
    await checkFullDisk(job);
    await checkFileLimit(job);
  }
conclude();
