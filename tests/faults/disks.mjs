#!/usr/bin/env node
// Where nothing can be written: on a disk that is full, where no file may grow, in folders of somebody else, on a file system
// that is read-only. All jobs of jobs.mjs, and the hub on a disk that is full.
//     disks.mjs TEXT…   only those whose titles contain all of the texts
// The law: a command that writes nothing is as ever (tried on the last of these only); one that does ends with status 3, says which files
// could not be written, and leaves all as it was. Its next run, when nothing is in its way any more, completes.
// The last line is `N passed, N failed`. $GLOT is the program.
import {spawn, spawnSync} from 'node:child_process';
import {chmodSync, copyFileSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, statSync} from 'node:fs';
import {cpus, tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {Hub} from '../hub/hub.mjs';
import {jobs} from './jobs.mjs';
import {isSame, isTemporary, readTree, writeTree} from './trees.mjs';
import {conclude, glot, settle} from '../suite.mjs';

const wanted = process.argv.slice(2);
// Others have to reach the folder, and the program: the one of the tests may be its owner's alone, and so may the checkout.
const isReached = (path) => (statSync(path).mode & 1) !== 0 && (path === '/' || isReached(dirname(path)));
const work = realpathSync(mkdtempSync(join([tmpdir(), '/tmp', '/var/tmp'].find((folder) => isReached(realpathSync(folder))) ?? tmpdir(), 'glot-disks-')));
chmodSync(work, 0o755);
const program = join(work, 'glot');
copyFileSync(glot, program);
chmodSync(program, 0o755);
const isRoot = process.getuid() === 0, nobody = isRoot ? {uid: 65534, gid: 65534} : {};
const mounted = new Set();
process.on('exit', () => {
  for (const disk of mounted) spawnSync('umount', [disk]);
  spawnSync('chmod', ['-R', 'u+w', work]);
  rmSync(work, {recursive: true, force: true});
});

// ---- places

function setModes(folder, ofFolders, ofFiles) {
  for (const entry of readdirSync(folder, {withFileTypes: true}))
    if (entry.isDirectory()) setModes(join(folder, entry.name), ofFolders, ofFiles);
    else if (entry.isFile()) chmodSync(join(folder, entry.name), ofFiles);
  chmodSync(folder, ofFolders);
}

function mountDisk(disk, size) {
  mkdirSync(disk, {recursive: true});
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'glot-disks', disk]).status !== 0) return false;
  mounted.add(disk);
  return true;
}

const fill = (disk) => spawnSync('dd', ['if=/dev/zero', `of=${join(disk, 'filler')}`, 'bs=4k']).status !== 0;

// `close` makes a folder one where nothing can be written, and `open` ends that; `prefix` are words before the command, `who` runs it.
const places = [
  {name: 'no file may grow', prefix: ['bash', '-c', 'ulimit -f 0; exec "$@"', 'bash']},
  {name: 'folders of somebody else', who: nobody, close: (folder) => setModes(folder, 0o555, 0o444), open: (folder) => setModes(folder, 0o755, 0o644)},
  {name: 'a full disk', isDisk: true, close: (folder, disk) => { if (!fill(disk)) throw new Error('the disk is not full'); }, open: (folder, disk) => rmSync(join(disk, 'filler'))},
  {name: 'a file system that is read-only', isDisk: true, close: (folder, disk) => spawnSync('mount', ['-o', 'remount,ro', disk]), open: (folder, disk) => spawnSync('mount', ['-o', 'remount,rw', disk])},
];

// ---- runs

function run(folder, words, prefix = [], who = {}) {
  const env = {PATH: process.env.PATH, LC_ALL: 'C.UTF-8', NO_COLOR: '1', HOME: work, TMPDIR: folder, ASAN_OPTIONS: process.env.ASAN_OPTIONS ?? ''};
  const [first, ...rest] = [...prefix, program, ...words];
  return new Promise((done) => {
    const child = spawn(first, rest, {cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'], ...who}), end = {stdout: '', stderr: ''};
    for (const stream of ['stdout', 'stderr']) child[stream].setEncoding('utf8').on('data', (text) => { end[stream] += text; });
    const clock = setTimeout(() => child.kill('SIGKILL'), 30_000);
    child.on('error', (error) => done({...end, status: null, signal: error.message}));
    child.on('close', (status, signal) => { clearTimeout(clock); done({...end, status, signal, tree: readTree(folder)}); });
  });
}

function problemOf(job, clean, end) {
  if (end.signal) return `it was ended by ${end.signal}`;
  for (const path of end.tree.keys()) if (isTemporary(path)) return `${path} is left`;
  if (!isSame(end.tree, job.tree)) return 'something was written';
  if (isSame(clean.tree, job.tree)) return end.status === clean.status ? undefined : `the status is not ${clean.status}`;
  if (end.status !== 3) return 'the status is not 3';
  const errors = end.stderr.split('\n').filter((line) => /(^|: )error: /.test(line));
  if (!errors.length || !errors.every((line) => line.endsWith('[file-unwritable]'))) return 'it does not say what could not be written';
}

const verdict = (title, problem) => settle(!problem, `${title}: ${problem}`);

const inWords = (end) => `status ${end.status ?? end.signal}\n${end.stdout?.slice(0, 500)}${end.stderr?.slice(0, 1000)}`;

const undisturbed = new Map(); // what each job comes to

async function check(place, job, slot) {
  const title = `${job.name}: ${place.name}`, disk = join(work, `${place.name} ${slot}`), folder = join(disk, 'project');
  const begin = () => { writeTree(folder, job.tree); mkdirSync(folder, {recursive: true}); };
  begin();
  const clean = undisturbed.get(job) ?? (await run(folder, job.words));
  if (!undisturbed.has(job)) begin();
  undisturbed.set(job, clean);
  if (isSame(clean.tree, job.tree) && place !== places.at(-1)) return;
  place.close?.(folder, disk);
  const end = await run(folder, job.words, place.prefix, place.who);
  place.open?.(folder, disk);
  const problem = problemOf(job, clean, end);
  if (problem) return verdict(title, `${problem}\n${inWords(end)}`);
  const after = await run(folder, job.words); // nothing is in its way any more
  verdict(title, after.status === clean.status && isSame(after.tree, clean.tree) ? undefined : `the next run does not complete\n${inWords(after)}`);
}

// ---- the hub

// It refuses what it cannot keep, goes on answering, and takes what comes when there is room again.
async function checkHub() {
  const disk = join(work, 'hub'), title = 'the hub: a full disk';
  if (!mountDisk(disk, '4m')) return console.log(`SKIPPED ${title}: no file system can be mounted here`);
  const hub = await Hub.start({data: join(disk, 'hub.db'), options: ['--rate', '0']});
  const before = await hub.createResource('before');
  const isFull = fill(disk), statuses = [];
  for (let i = 0; i < 40; i++) statuses.push((await hub.createResource(`r${i}`)).status); // what has room yet is taken
  const read = await hub.get('/projects?filter[organization]=o:acme');
  rmSync(join(disk, 'filler'));
  const after = await hub.createResource('after'), end = await hub.end();
  const again = await Hub.start({data: join(disk, 'hub.db'), options: ['--rate', '0'], env: {GLOT_SERVE_TOKEN: hub.token}});
  const kept = (await Object.assign(again, {token: hub.token}).get('/resources?filter[project]=o:acme:p:web')).json?.data?.map(({attributes}) => attributes.slug) ?? [];
  await again.end();
  const promised = ['before', ...statuses.flatMap((status, i) => (status === 201 ? [`r${i}`] : [])), 'after'];
  verdict(title, [
    [isFull, 'the disk is not full'], [before.status === 201, 'it does not begin'], [statuses.includes(500), `it refuses nothing: ${[...new Set(statuses)]}`],
    [statuses.every((status) => status === 201 || status === 500), `answers ${[...new Set(statuses)]}`], [read.status === 200, 'it does not answer any more'],
    [after.status === 201, 'it takes nothing when there is room again'], [end.status === 0, 'it does not end well'],
    [promised.sort().join() === kept.sort().join(), `it has ${kept}, not ${promised}`],
  ].find(([isGood]) => !isGood)?.[1]);
}

for (const place of places) {
  const queue = jobs.filter(({name}) => wanted.every((text) => `${name}: ${place.name}`.includes(text)));
  const slots = cpus().map((_, slot) => slot);
  if (queue.length && place.isDisk && !slots.every((slot) => mountDisk(join(work, `${place.name} ${slot}`), '1m'))) {
    console.log(`SKIPPED ${place.name}: no file system can be mounted here`);
    continue;
  }
  await Promise.all(slots.map(async (slot) => { for (let job; (job = queue.shift()); ) await check(place, job, slot); }));
}
if (wanted.every((text) => 'the hub: a full disk'.includes(text))) await checkHub();
conclude();
process.exit();
