#!/usr/bin/env node
// kill -9 at any moment of `glot sync`, of its service, and calls to the system that fail under it: what is left is old or
// new, no state is newer than its catalog, nothing is lost, and the next run completes the work.
//     run.mjs           every run; the last line is `N passed, N failed`
//     run.mjs TEXT…     only the runs whose title contains all of the texts: run.mjs folder SIGKILL
// $GLOT is the program, $SHIM the library of tests/faults/fault.h. In a shared folder each call of glot to the system is met,
// at the hub each request, before it arrives and after it was answered.
import {spawn} from 'node:child_process';
import {cpSync, mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {cpus} from 'node:os';
import {join, resolve} from 'node:path';
import {isSame, isTemporary, readTree, without, writeTree} from '../faults/trees.mjs';
import {Hub, clock, work} from '../hub/hub.mjs';
import {besideShim} from '../sanitized.mjs';
import {openDoor} from './door.mjs';
import {changeSource, common, here, locales, makeProject, there, translated} from './project.mjs';
import {conclude, glot, settle} from '../suite.mjs';

const shim = resolve(process.env.SHIM ?? join(import.meta.dirname, '../../build/release/tests/faults/shim.so'));
const wanted = process.argv.slice(2);
clearTimeout(clock); // on a busy machine this takes its time

// ---- running

function begin(folder, words, environment = {}) {
  const env = {PATH: process.env.PATH, HOME: work, LC_ALL: 'C.UTF-8', NO_COLOR: '1', ...besideShim, ...environment};
  const child = spawn(glot, words, {cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe']});
  let output = '';
  for (const stream of ['stdout', 'stderr']) child[stream].setEncoding('utf8').on('data', (text) => { output += text; });
  child.ended = new Promise((done) => child.on('close', (status, signal) => done({status, signal, output})));
  return child;
}

const run = (folder, words, environment) => begin(folder, words, environment).ended;

async function succeed(folder, words, environment) {
  const end = await run(folder, words, environment);
  if (end.status !== 0) throw new Error(`glot ${words.join(' ')}: status ${end.status ?? end.signal}\n${end.output}`);
}

const slots = Array.from({length: cpus().length + 1}, (_, i) => i);
const isWanted = (title) => wanted.every((text) => title.includes(text));

async function verdict(title, body) {
  let problem;
  try {
    problem = await body();
  } catch (error) {
    problem = error.stack;
  }
  settle(!problem, `${title}: ${problem}`);
}

// Calls work(run, slot) for each of the runs, some at a time.
async function forAll(runs, slots, work) {
  const queue = runs.filter(({title}) => isWanted(title));
  await Promise.all(slots.map(async (slot) => {
    for (let next; (next = queue.shift()); ) await verdict(next.title, () => work(next, slot));
  }));
}

// ---- laws

const isState = (path) => path.startsWith('.glot/sync/');
const stateOf = (tree, locale) => tree.get([...tree.keys()].find((path) => isState(path) && path.endsWith(`/${locale}.sync`)));
// What is looked at once more gets another version, and what ours replaced there is known to have arrived.
const agreed = (state) => state?.replace(/^version .*\n/m, '').replace(/^(s?\S+\t\S+\t\S+\t\S+)\t\S+$/gm, '$1');

function settled(tree) {
  return new Map([...tree].map(([path, text]) => [path, isState(path) ? agreed(text) : text]));
}

// `others` are files that may have another form.
function oldOrNew(old, clean, tree, others = new Map()) {
  for (const path of new Set([...old.keys(), ...tree.keys()])) {
    const text = tree.get(path);
    if (!others.has(path) && text !== old.get(path) && text !== clean.get(path)) return `${path} is neither old nor new`;
  }
}

// The state is written behind the catalog, and behind what the service was told.
function noStateIsNewer(old, clean, tree, inFolder) {
  for (const locale of locales) {
    if (stateOf(tree, locale) === stateOf(old, locale)) continue;
    for (const path of [`xliff/${locale}.xlf`, ...(inFolder ? [`shared/shop/texts/${locale}.xlf`] : [])])
      if (tree.get(path) !== clean.get(path)) return `the state of ${locale} is newer than ${path}`;
  }
}

// ---- what both sides are

function editFiles(folder, edits) {
  for (const [locale, source, translation] of edits) {
    const path = join(folder, `${locale}.xlf`);
    writeFileSync(path, translated(readFileSync(path, 'utf8'), source, translation));
  }
}

async function workOnBothSides(folder, sync, environment, translateThere) {
  mkdirSync(folder, {recursive: true});
  makeProject(folder, sync);
  await succeed(folder, ['extract']);
  editFiles(join(folder, 'xliff'), common);
  for (let i = 0; i < 3; i++) await succeed(folder, ['sync', '--add-languages'], environment);
  await translateThere();
  changeSource(folder);
  await succeed(folder, ['extract']);
  editFiles(join(folder, 'xliff'), here);
}

const holds = (tree, path, text) => tree.get(path).includes(Buffer.from(text).toString('latin1'));

// An undisturbed run must have brought all of it to both sides.
function bringsAll(has) {
  for (const [locale, , translation] of [...here, ...there])
    if (!has(locale, translation)) return `"${translation}" has not come to both sides in ${locale}`;
}

// ---- a shared folder: each call

const errorsOf = {
  open: 'EACCES', fstat: 'EIO', read: 'EIO', close: 'EIO', opendir: 'EACCES', readdir: 'EIO', realpath: 'EACCES', stat: 'EIO',
  access: 'EROFS', mkdir: 'ENOSPC', mkostemp: 'EACCES', write: 'ENOSPC', fsync: 'EIO', rename: 'EIO',
};

async function prepareFolder() {
  const folder = join(work, 'folder'), log = join(work, 'calls');
  const job = {};
  await workOnBothSides(folder, {service: 'folder', host: 'shared', project: 'shop', resource: 'texts.xlf'}, {},
    async () => editFiles(join(folder, 'shared/shop/texts'), there));
  job.old = readTree(folder);
  await succeed(folder, ['sync', '--jobs', '1'], {LD_PRELOAD: shim, FAULT_BELOW: folder, FAULT_LOG: log});
  job.clean = readTree(folder);
  await succeed(folder, ['sync']);
  job.after = settled(readTree(folder));
  job.calls = readFileSync(log, 'utf8').trim().split('\n').map((line, i) => {
    const [name, ...path] = line.split(' ');
    return {number: i + 1, name, path: path.join(' ').replace(`${folder}/`, '').replace(/\.glot-\w+/, '.glot-XXXXXX')};
  });
  // The source goes there first, and the catalogs with it; then the translations.
  const sent = job.calls.find(({name, path}) => name === 'rename' && path === 'shared/shop/texts/source.xlf').number;
  writeTree(folder, job.old);
  await run(folder, ['sync', '--jobs', '1'], {LD_PRELOAD: shim, FAULT_BELOW: folder, FAULT_AT: sent + 1, FAULT_DO: 'SIGKILL'});
  job.between = readTree(folder);
  await verdict('folder: undisturbed', () => bringsAll((locale, text) =>
    [`xliff/${locale}.xlf`, `shared/shop/texts/${locale}.xlf`].every((path) => holds(job.clean, path, text))));
  return job;
}

const isOther = (path) => path.startsWith('shared/') || isState(path);

// Of calls that only look, one in eight is enough to be killed at; those that fail are looked at once for each file.
function runsInFolder(job) {
  const changes = ['mkdir', 'mkostemp', 'write', 'fsync', 'rename'], seen = new Set();
  const isChange = (call) => changes.includes(call?.name);
  const kills = job.calls.filter((call, i) => isChange(call) || job.calls[i - 1]?.name === 'rename' || i % 8 === 0);
  const failures = job.calls.filter((call) => {
    const key = `${call.name} ${call.path}`, isNew = !seen.has(key);
    seen.add(key);
    return errorsOf[call.name] && (isChange(call) || (isNew && /^(shared|xliff|\.glot)\//.test(call.path)));
  });
  const planned = (call, what) => ({title: `folder: ${what} at call ${call.number} (${call.name} ${call.path})`, call, what});
  return [...kills.map((call) => planned(call, 'SIGKILL')), ...failures.map((call) => planned(call, errorsOf[call.name]))];
}

async function recoverFolder(job, folder) {
  for (let i = 0; i < 2; i++) {
    const again = await run(folder, ['sync']);
    if (again.status !== 0) return `the next run ends with status ${again.status ?? again.signal}\n${again.output}`;
    const left = without(readTree(folder), isTemporary);
    const different = [...job.clean.keys(), ...left.keys()].find((path) => !isState(path) && left.get(path) !== job.clean.get(path));
    if (different) return `the next run does not complete ${different}`;
    if (i === 1 && !isSame(settled(left), job.after)) return 'the next runs come to another state';
  }
}

// The same files come to the same end, so each is gone for once: tree → promise of what is wrong.
const ends = new Map();

function endOf(job, folder, tree) {
  const key = JSON.stringify([...tree].map(([path, text]) => (isTemporary(path) ? [path.replace(/[^/]*$/, '')] : [path, text])).sort());
  if (!ends.has(key)) ends.set(key, recoverFolder(job, folder));
  return ends.get(key);
}

async function disturbFolder(job, {call, what}, slot) {
  const folder = join(work, `slot-${slot}`);
  writeTree(folder, job.old);
  const end = await run(folder, ['sync', '--jobs', '1'], {LD_PRELOAD: shim, FAULT_BELOW: folder, FAULT_AT: call.number, FAULT_DO: what});
  const tree = readTree(folder), files = without(tree, isTemporary), words = `\n${end.status ?? end.signal}\n${end.output}`;
  if (what === 'SIGKILL' && end.signal !== 'SIGKILL') return `it did not end by SIGKILL${words}`;
  if (what !== 'SIGKILL') {
    if (end.status === 0 && isSame(tree, job.clean)) return; // as when a file that was read cannot be closed
    if (end.status !== 3 || !/: error: .*\]$/m.test(end.output)) return `the status is not 3 with an error${words}`;
    if (files.size !== tree.size) return `a temporary is left${words}`;
  }
  // Where one file cannot be read or written others go on without it, and their states: whether anything was lost by that
  // is told by the next run. Whoever is killed has them in the forms that an undisturbed run gives them.
  const isKill = what === 'SIGKILL';
  const others = [...files].filter(([path, text]) => (isKill ? path.startsWith('shared/') && text === job.between.get(path) : isOther(path)));
  const problem = oldOrNew(job.old, job.clean, files, new Map(others)) ?? noStateIsNewer(job.old, job.clean, files, isKill);
  return problem ? problem + words : endOf(job, folder, tree);
}

// ---- the hub: each request

// The state's path has the address of the service in it.
function byAddress(door, tree) {
  const folder = `/@${encodeURIComponent(door.origin)}/`;
  return new Map([...tree].map(([path, text]) => [path.replace(/\/@http%3A%2F%2F[^/]+\//, folder), text]));
}

const token = 'a-token-that-is-known';
const environmentOf = (door) => ({TX_HOSTNAME: door.origin, TX_TOKEN: token});

async function serve(folder) {
  const hub = await Hub.start({
    data: join(folder, 'hub.db'), project: 'acme/web', languages: locales.join(), options: ['--rate', '0'], env: {GLOT_SERVE_TOKEN: token},
  });
  hub.token = token;
  return hub;
}

async function translate(hub, edits) {
  const strings = (await hub.get('/resource_strings?filter[resource]=o:acme:p:web:r:app')).json.data;
  for (const [locale, source, other] of edits) {
    const id = `${strings.find(({attributes}) => attributes.strings.other === source).id}:l:${locale}`;
    const data = {type: 'resource_translations', id, attributes: {strings: {other}}};
    const answer = await hub.ask('PATCH', `/resource_translations/${id}`, {data});
    if (answer.status !== 200) throw new Error(answer.text);
  }
}

// All texts that the hub has: "LOCALE KEY" → text, the source's without a locale.
async function textsOf(hub) {
  const texts = new Map();
  for (const locale of ['', ...locales])
    for (const [key, text] of Object.entries(await hub.texts('app', locale))) texts.set(`${locale} ${key}`, text);
  return texts;
}

async function prepareHub() {
  const folder = join(work, 'hub'), data = join(work, 'hub-data'), door = await openDoor(), job = {};
  mkdirSync(data);
  door.hub = await serve(data);
  const resource = {service: 'transifex', project: 'acme/web', resource: 'app'};
  await workOnBothSides(folder, resource, environmentOf(door), () => translate(door.hub, there));
  job.old = readTree(folder);
  await door.hub.end();
  job.data = join(work, 'hub-data-old');
  cpSync(data, job.data, {recursive: true});
  door.hub = await serve(data);
  door.count = 0;
  await succeed(folder, ['sync'], environmentOf(door));
  job.requests = door.count;
  job.clean = readTree(folder);
  for (let i = 0; i < 2; i++) await succeed(folder, ['sync'], environmentOf(door));
  job.after = settled(readTree(folder));
  job.texts = await textsOf(door.hub);
  await door.hub.end();
  door.close();
  const isThere = (locale, text) => [...job.texts].some(([key, value]) => key.startsWith(`${locale} `) && value === text);
  await verdict('hub: undisturbed', () => bringsAll((locale, text) => isThere(locale, text) && holds(job.clean, `xliff/${locale}.xlf`, text)));
  return job;
}

const runsAtHub = (job) => Array.from({length: job.requests}, (_, i) => i + 1).flatMap((number) =>
  ['before', 'after'].flatMap((moment) => ['glot', 'hub'].map((victim) => ({
    title: `hub: SIGKILL of ${victim} ${moment} request ${number}`, number, moment, victim,
  }))));

async function recoverAtHub(job, door, folder) {
  for (let i = 0; i < 2; i++) {
    const again = await run(folder, ['sync'], environmentOf(door));
    if (again.status !== 0) return `the next run ends with status ${again.status ?? again.signal}\n${again.output}`;
    const left = without(readTree(folder), isTemporary), texts = await textsOf(door.hub);
    const different = [...job.clean.keys()].find((path) => !isState(path) && left.get(path) !== job.clean.get(path));
    if (different) return `the next run does not complete ${different}\n${again.output}`;
    if (!isSame(texts, job.texts)) return `the service has other texts\n${JSON.stringify([...texts])}`;
    if (i === 1 && !isSame(settled(byAddress(door, left)), settled(byAddress(door, job.after)))) return 'the next runs come to another state';
  }
}

async function disturbHub(job, {number, moment, victim}, slot) {
  const folder = join(work, `hub-slot-${slot}`), data = join(work, `hub-data-${slot}`), door = await openDoor();
  const old = byAddress(door, job.old), clean = byAddress(door, job.clean);
  const begun = async () => { door.hub = await serve(data); };
  writeTree(folder, old);
  rmSync(data, {recursive: true, force: true});
  cpSync(job.data, data, {recursive: true});
  try {
    await begun();
    const child = begin(folder, ['sync'], environmentOf(door));
    door.meet = async (count, now) => {
      if (count !== number || now !== moment) return;
      if (victim === 'glot') child.kill('SIGKILL');
      else await door.hub.end('SIGKILL').then(begun);
      throw new Error('killed');
    };
    const end = await child.ended, words = `\n${end.status ?? end.signal}\n${end.output}`;
    door.meet = null;
    const files = without(readTree(folder), isTemporary);
    if (victim === 'glot' && end.signal !== 'SIGKILL') return `it did not end by SIGKILL${words}`;
    // Of a hub that is killed some languages may have been told and others not: their states are of neither run.
    const states = victim === 'hub' ? new Map([...files].filter(([path]) => isState(path))) : new Map();
    const problem = oldOrNew(settled(old), settled(clean), settled(files), states) ??
      (victim === 'glot' ? noStateIsNewer(settled(old), settled(clean), settled(files), false) : undefined);
    return problem ? problem + words : await recoverAtHub(job, door, folder);
  } finally {
    await door.hub.end('SIGKILL');
    door.close();
  }
}

const inFolder = await prepareFolder();
await forAll(runsInFolder(inFolder), slots, (planned, slot) => disturbFolder(inFolder, planned, slot));
const atHub = await prepareHub();
await forAll(runsAtHub(atHub), slots, (planned, slot) => disturbHub(atHub, planned, slot));
conclude();
process.exit();
