#!/usr/bin/env node
// Every command, with every call to the system failing once, and with no memory at every place that asks for some.
//     commands.mjs          a sample, spread over all; the last line is `N passed, N failed`
//     commands.mjs TEXT…    only the runs whose title contains all of the texts: commands.mjs build malloc
// FAULTS_EVERY=1 takes all calls (make faults), 8 every eighth of each kind. $GLOT is the program, $SHIM the library of
// fault.h. The law: a run is as an undisturbed one, or it ends with status 3 and one error that says what failed. It is never
// ended by a signal, and does not hang; each file is old or new, and no temporary is left.
import {spawn} from 'node:child_process';
import {existsSync, mkdirSync, readFileSync, rmSync} from 'node:fs';
import {cpus} from 'node:os';
import {join, resolve} from 'node:path';
import {jobs as passing} from './jobs.mjs';
import {endService, jobs as lasting} from './lasting.mjs';
import {isSame, isTemporary, readTree, without, writeTree} from './trees.mjs';
import {besideShim, isSanitized} from '../sanitized.mjs';
import {conclude, glot, scratch, settle} from '../suite.mjs';

const shim = resolve(process.env.SHIM ?? join(import.meta.dirname, '../../build/release/tests/faults/shim.so'));
const every = Number(process.env.FAULTS_EVERY ?? 8);
const jobs = [...passing, ...lasting];
const wanted = process.argv.slice(2);
const work = scratch('faults');

// What each call can end with.
const errorOf = {
  open: 'EACCES', opendir: 'EACCES', stat: 'EIO', lstat: 'EIO', fstatat: 'EIO', readlink: 'EIO', realpath: 'EACCES', access: 'EROFS',
  mkdir: 'ENOSPC', mkostemp: 'EACCES', rename: 'EIO', unlink: 'EIO', read: 'EIO', pread: 'EIO', write: 'ENOSPC', pwrite: 'ENOSPC',
  mmap: 'ENOMEM', ftruncate: 'ENOSPC', flock: 'EIO', fstat: 'EIO', fdatasync: 'EIO', fsync: 'EIO', syncfs: 'EIO', close: 'EIO',
  readdir: 'EIO', socket: 'EMFILE', socketpair: 'EMFILE', setsockopt: 'ENOMEM', poll: 'ENOMEM', epoll_wait: 'EIO', connect: 'ECONNREFUSED', bind: 'EACCES', listen: 'EACCES', accept4: 'EMFILE', pipe: 'EMFILE',
  pipe2: 'EMFILE', eventfd: 'EMFILE', signalfd: 'EMFILE', epoll_create1: 'EMFILE', epoll_ctl: 'ENOMEM', inotify_init1: 'EMFILE',
  inotify_add_watch: 'ENOSPC', posix_spawnp: 'EAGAIN', pthread_create: 'EAGAIN', getaddrinfo: 'EAGAIN', getcwd: 'EACCES',
  send: 'ECONNRESET', sendmsg: 'ECONNRESET', recv: 'ECONNRESET', dlopen: 'EACCES',
};
const calls = Object.keys(errorOf).join(' ');

// ---- running

function start(job, folder, scene, faults) {
  const env = {
    PATH: process.env.PATH, LC_ALL: 'C.UTF-8', NO_COLOR: '1', TMPDIR: work, HOME: work,
    ...besideShim, ...scene.env, ...faults,
  };
  const child = spawn(glot, job.words, {cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe']});
  Object.assign(scene, {child, out: {stdout: '', stderr: ''}, wake: () => {}});
  for (const stream of ['stdout', 'stderr']) child[stream].setEncoding('utf8').on('data', (text) => { scene.out[stream] += text; scene.wake(); });
  const clock = setTimeout(() => child.kill('SIGKILL'), 60_000);
  return new Promise((done) => child.on('close', (status, signal) => {
    clearTimeout(clock);
    scene.isEnded = true;
    scene.wake();
    done({status, signal, ...scene.out});
  }));
}

// What a run came to: its end, its output and the tree that it left. `slot` is where it may put what is its own.
async function run(job, folder, faults, slot) {
  const askers = `${folder}.askers`;
  rmSync(askers, {force: true});
  writeTree(folder, job.tree);
  mkdirSync(folder, {recursive: true});
  const scene = {...(await job.begin?.(slot)), folder};
  try {
    const ending = start(job, folder, scene, {LD_PRELOAD: shim, FAULT_BELOW: folder, FAULT_ASKER: askers, ...faults});
    let problem = await job.play?.(scene).catch((error) => error.message);
    if (job.play) scene.child.kill('SIGTERM');
    const end = await ending, tree = readTree(folder);
    problem ??= await job.verify?.(scene);
    if (job.isRepeated && faults.FAULT_AT) problem ??= await problemOfRepeating(job, folder, scene);
    return {...end, tree, problem, between: scene.between, asker: linesOf(askers).join(' ')};
  } finally {
    await scene.end?.();
  }
}

// The next run does what is left to be done.
async function problemOfRepeating(job, folder, scene) {
  const again = await start(job, folder, scene, {});
  if (again.status !== 0) return `the next run ends with ${again.status ?? again.signal}\n${again.stderr}`;
  if (!isSame(steady(job, readTree(folder)), steady(job, job.clean.tree))) return 'the next run does not complete';
}

const linesOf = (path) => (existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n') : []);

// The job undisturbed, and what it calls.
async function prepare(job, number) {
  const folder = join(work, `job-${number}`), log = join(work, 'log');
  const withLog = (names) => { rmSync(log, {force: true}); return run(job, folder, {FAULT_LOG: log, FAULT_CALLS: names}, 'first'); };
  const clean = await withLog('malloc');
  const memory = linesOf(log).map((line) => line.split(' '));
  await withLog(calls);
  return {
    ...job, clean,
    calls: linesOf(log).map((line, i) => ({number: i + 1, name: line.split(' ')[0], path: line.slice(line.indexOf(' ') + 1).replace(`${folder}/`, '')})),
    memoryCount: Number(memory.at(-1)?.[1] ?? 0),
    places: memory.slice(0, -1).map(([, number]) => Number(number)), // where memory was asked for from a new place
  };
}

// ---- the law

const words = (end) => `status ${end.status ?? end.signal}\n${end.stdout.slice(0, 600)}${end.stderr.slice(0, 1500)}`;
// What cannot be looked at is written anew, and counts as written.
const figureless = (text) => text.replace(/\d+/g, 'N');
const steady = (job, tree) => without(tree, (path) => job.unsteady?.includes(path) || job.isUnsteady?.(path));
const isSaidAlike = (job, end) => job.isTalkative || figureless(end.stdout) === figureless(job.clean.stdout);

// glibc itself ends a process whose thread has no memory for what a loaded library keeps for each thread.
const isOfSystem = (end) => /^cannot allocate memory for thread-local data: ABORT$/m.test(end.stderr);
// So does AddressSanitizer where a thread begins.
const isOfSanitizer = (end) => isSanitized && /^AddressSanitizer: CHECK failed: \S+ "\(\(pthread_getattr_np/m.test(end.stderr);

// libcurl asks with glot's own functions: with no memory it would forget options, and parts of what it asks for.
const isCarriedOn = (end) => end.asker.startsWith('libcurl.') && !end.stderr.includes('glot: error: out of memory');

function problemOf(job, end) {
  if (end.signal) return end.signal === 'SIGKILL' ? 'it hung' : `it was ended by ${end.signal}`;
  if (end.problem) return end.problem;
  if (isCarriedOn(end)) return `${end.asker} goes on without the memory that it asked for`;
  const tree = steady(job, end.tree), clean = steady(job, job.clean.tree), states = [job.tree, clean, job.clean.between, job.late];
  for (const path of end.tree.keys()) if (isTemporary(path)) return `${path} is left`;
  for (const path of new Set([...steady(job, job.tree).keys(), ...tree.keys()]))
    if (!states.some((state) => state && state.get(path) === tree.get(path))) return `${path} is neither old nor new`;
  const isDone = isSame(tree, clean) || (job.late && [...clean.keys()].every((path) => tree.has(path) && [clean, job.late].some((end) => end.get(path) === tree.get(path))));
  if (end.status === job.clean.status && isDone && isSaidAlike(job, end)) return;
  if ((end.status === 127 && isOfSystem(end)) || isOfSanitizer(end)) return;
  if (end.status !== 3) return 'the status is not 3';
  const known = new Set(job.clean.stderr.split('\n')), errors = end.stderr.split('\n').filter((line) => /(^|: )error: /.test(line) && !known.has(line));
  const isForPrograms = job.words.includes('--format') && end.stdout.includes('"error"');
  if (errors.length !== 1 && !isForPrograms) return `${errors.length} errors are told`;
}

// ---- the runs

// Every `step`-th of each function, beginning elsewhere for each job.
function sample(list, shift, step) {
  const seen = new Map();
  return list.filter((call) => {
    const number = seen.get(call.name) ?? shift;
    seen.set(call.name, number + 1);
    return number % step === 0;
  });
}

function runsOf(job, shift) {
  const places = every === 1 ? Array.from({length: job.memoryCount}, (_, i) => i + 1) : job.places;
  const memory = places.map((number) => ({number, name: 'malloc', path: ''}));
  const step = every === 1 ? 1 : every * (job.rarity ?? 1); // those that take long have their turn in `make faults`
  return sample([...job.calls, ...memory], shift, step).map((call) => ({
    job, call, title: `${job.name}: ${errorOf[call.name] ?? 'ENOMEM'} at call ${call.number} (${call.name}${call.path && ` ${call.path}`})`,
  }));
}

const counts = new Map(); // "JOB\tFUNCTION" → runs

async function check({job, call, title}, folder, slot) {
  const isMemory = call.name === 'malloc';
  const end = await run(job, folder, {FAULT_AT: call.number, FAULT_DO: errorOf[call.name] ?? 'ENOMEM', FAULT_CALLS: isMemory ? 'malloc' : calls}, slot);
  const problem = problemOf(job, end), key = `${job.name}\t${call.name}`;
  counts.set(key, (counts.get(key) ?? 0) + 1);
  settle(!problem, `${title}: ${problem}\n${words(end)}`);
}

const chosen = jobs.filter(({name}) => !wanted.length || wanted.some((text) => name === text) || !jobs.some((job) => wanted.includes(job.name)));
const rest = wanted.filter((text) => !jobs.some(({name}) => name === text));
const queue = [];
for (const [number, job] of chosen.entries()) {
  const ready = await prepare(job, number);
  const isExpected = 'status' in job ? job.status === undefined || ready.clean.status === job.status : ready.clean.status === 0;
  const isFine = ready.clean.signal === null && isExpected && ready.clean.status < 2 && ready.memoryCount > 0;
  settle(isFine, `${job.name}: undisturbed: ${words(ready.clean)}`);
  if (isFine) queue.push(...runsOf(ready, number).filter(({title}) => rest.every((text) => title.includes(text))));
}
// So many at once; those that last wait for most of their time.
const drain = (queue, count) => Promise.all(Array.from({length: count}, async (_, slot) => {
  for (let next; (next = queue.shift()); ) await check(next, join(work, `slot-${slot}`), slot);
}));
await drain(queue.filter(({job}) => !job.begin), cpus().length);
await drain(queue.filter(({job}) => job.begin), cpus().length * 3);
await endService();

// With all of them, how many there are of each function and command.
if (every === 1) for (const name of new Set([...counts.keys()].map((key) => key.split('\t')[0])))
  console.log(`note: ${name}: ${[...counts].filter(([key]) => key.startsWith(`${name}\t`)).map(([key, count]) => `${key.split('\t')[1]} ${count}`).join(', ')}`);
conclude();
process.exit();
