#!/usr/bin/env node
// kill -9 at random moments of extract, build, pull and serve. What is left is old or new, nothing that was answered for is
// lost, and the next run completes and gives what an undisturbed one gives.
//     random.mjs            COUNT=60 kills in all (make kills COUNT=1000), from SEED; the last line is `N passed, N failed`
import {spawn} from 'node:child_process';
import {copyFileSync, existsSync} from 'node:fs';
import {cpus} from 'node:os';
import {join} from 'node:path';
import {isSame, isTemporary, readTree, without, writeTree} from '../faults/trees.mjs';
import {Hub, clock, unit, work, xliff} from '../hub/hub.mjs';
import {seedOf} from '../seed.mjs';
import {conclude, glot, settle} from '../suite.mjs';
import {Random} from '../random.mjs';

clearTimeout(clock); // a thousand take their time
const COUNT = Number(process.env.COUNT ?? 60), SEED = seedOf(1);

const random = new Random(SEED);

// ---- projects

const json = JSON.stringify;
const bytes = (text) => Buffer.from(text).toString('latin1');
const tree = (entries) => new Map(Object.entries(entries).map(([path, text]) => [path, bytes(text)]));
const locales = ['de', 'fr', 'es', 'it', 'pl', 'ru', 'ja', 'ar'];
const sources = Object.fromEntries(Array.from({length: 40}, (_, i) =>
  [`src/f${i}.ts`, `import {msg} from '@lit/localize';\n${Array.from({length: 10}, (_, j) => `msg('Text ${j} of file ${i}');\n`).join('')}`]));
const config = (rest = {}) => json({sourceLocale: 'en', locales, sources: ['src/*.ts'], catalogs: {folder: 'c'}, ...rest});
const bundles = {folder: 'gen', hash: true, split: 'folder', compress: ['gz', 'br'], types: 'gen/messages.d.ts', localeCodes: 'gen/codes.js'};

function run(folder, words, killAfter, env = {}) {
  const child = spawn(glot, words, {cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], env: {PATH: process.env.PATH, HOME: work, LC_ALL: 'C.UTF-8', NO_COLOR: '1', ...env}});
  let output = '';
  for (const stream of ['stdout', 'stderr']) child[stream].setEncoding('utf8').on('data', (text) => { output += text; });
  const timer = killAfter === undefined ? null : setTimeout(() => child.kill('SIGKILL'), killAfter);
  return new Promise((done) => child.on('close', (status, signal) => { clearTimeout(timer); done({status, signal, output}); }));
}

async function succeed(folder, words, env) {
  const end = await run(folder, words, undefined, env);
  if (end.status !== 0) throw new Error(`glot ${words.join(' ')}: status ${end.status ?? end.signal}\n${end.output}`);
}

// The project before the command, what an undisturbed run makes of it, and how long that takes.
async function prepare(name, old, words, env) {
  const folder = join(work, `clean-${name}`);
  writeTree(folder, old);
  const began = performance.now();
  await succeed(folder, words, env);
  return {name, old, words, env, clean: readTree(folder), milliseconds: performance.now() - began};
}

async function prepareBuild() {
  const folder = join(work, 'translated');
  writeTree(folder, tree({...sources, 'glot.json': config({bundles})}));
  await succeed(folder, ['extract']);
  const translated = new Map([...readTree(folder)].map(([path, text]) =>
    [path, path.endsWith('.xlf') ? text.replace(/<source>(.*?)<\/source>/g, (all, source) => `${all}\n  <target>${path.slice(2, 4)} ${source}</target>`) : text]));
  writeTree(folder, translated);
  await succeed(folder, ['build']);
  const built = readTree(folder); // another text changes the names of all bundles
  for (const [path, text] of built) if (path.startsWith('c/')) built.set(path, text.replace('Text 1 of file 1<', 'Text 1 in file 1<'));
  return prepare('build', built, ['build']);
}

// The state of the last exchange is of the moment; catalogs are what counts.
const files = (map) => without(map, (path) => isTemporary(path) || path.startsWith('.glot/'));

async function killRun(job, slot) {
  const folder = join(work, `slot-${slot}`);
  writeTree(folder, job.old);
  const after = random.fraction() * job.milliseconds * 1.1, end = await run(folder, job.words, after, job.env);
  const left = files(readTree(folder));
  if (end.signal !== 'SIGKILL' && end.status !== 0) return `it ended with ${end.status ?? end.signal}\n${end.output}`;
  for (const path of new Set([...files(job.old).keys(), ...left.keys()]))
    if (left.get(path) !== job.old.get(path) && left.get(path) !== job.clean.get(path)) return `${path} is neither old nor new`;
  const again = await run(folder, job.words, undefined, job.env);
  if (again.status !== 0) return `the next run ends with ${again.status ?? again.signal}\n${again.output}`;
  if (!isSame(files(readTree(folder)), files(job.clean))) return 'the next run does not give what an undisturbed one gives';
  if (end.signal === 'SIGKILL') job.hits = (job.hits ?? 0) + 1;
}

// ---- the hub: while three clients write

const token = 'a-token-that-is-known';
const start = (data) => Hub.start({data, languages: locales.join(), options: ['--rate', '0'], env: {GLOT_SERVE_TOKEN: token}}).then((hub) => Object.assign(hub, {token}));
const keys = Array.from({length: 30}, (_, i) => `k${i}`);

async function killHub(job, slot) {
  const data = join(work, `killed-${slot}.db`);
  if (!existsSync(data)) copyFileSync(job.data, data);
  job.acknowledged[slot] ??= {};
  const acknowledged = job.acknowledged[slot], sent = {};
  const hub = await start(data), strings = (await hub.get('/resource_strings?filter[resource]=o:acme:p:web:r:app')).json.data;
  let isOver = false;
  const write = async (worker) => {
    for (let i = worker; !isOver; i = (i + 3) % strings.length) {
      const {id, attributes: {key}} = strings[i], other = `${key} ${random.fraction()}`;
      (sent[key] ??= new Set()).add(other);
      const answer = await hub.ask('PATCH', `/resource_translations/${id}:l:de`, {data: {type: 'resource_translations', id: `${id}:l:de`, attributes: {strings: {other}}}});
      if (answer.status !== 200) throw new Error(answer.text);
      acknowledged[key] = other;
      sent[key] = new Set();
    }
  };
  const writers = [0, 1, 2].map((worker) => write(worker).catch((error) => { if (!isOver) throw error; }));
  await new Promise((done) => setTimeout(done, random.fraction() * 150));
  isOver = true;
  await hub.end('SIGKILL');
  await Promise.all(writers);
  const again = await start(data), found = await again.texts('app', 'de');
  await again.end();
  for (const key of keys) {
    if (found[key] !== (acknowledged[key] ?? null) && !sent[key]?.has(found[key])) return `${key}: ${found[key]} is neither ${acknowledged[key]} nor one that was sent`;
    if (found[key]) acknowledged[key] = found[key];
  }
  job.hits = (job.hits ?? 0) + 1;
}

// ---- all

async function prepareHub() {
  const data = join(work, 'first.db'), hub = await start(data);
  await hub.createResource('app');
  await hub.uploadSource('app', xliff(keys.map((key) => unit(key, `Text ${key}`)).join('')));
  await hub.end();
  return {name: 'serve', data, acknowledged: {}};
}

async function preparePull() {
  const folder = join(work, 'pull'), data = join(work, 'pull.db'), hub = await start(data);
  const env = {TX_HOSTNAME: hub.origin, TX_TOKEN: token};
  writeTree(folder, tree({...sources, 'glot.json': config({sync: {service: 'transifex', project: 'acme/web', resource: 'app'}})}));
  await succeed(folder, ['extract']);
  await succeed(folder, ['push'], env);
  const ids = [...readTree(folder).get('c/de.xlf').matchAll(/<trans-unit id="([^"]+)">\s*<source>([^<]*)/g)];
  for (const locale of locales)
    await hub.uploadTranslations('app', locale, xliff(ids.map(([, id, source]) => unit(id, source, `${locale} ${source}`)).join(''), locale));
  const job = await prepare('pull', readTree(folder), ['pull'], env);
  if (isSame(files(job.old), files(job.clean))) throw new Error('pull brings nothing');
  return {...job, end: () => hub.end()};
}

const jobs = [
  [0.3, await prepare('extract', tree({...sources, 'glot.json': config()}), ['extract']), killRun], [0.3, await prepareBuild(), killRun],
  [0.2, await preparePull(), killRun], [0.2, await prepareHub(), killHub],
];
const queue = jobs.flatMap(([share, job, kill]) => Array.from({length: Math.round(COUNT * share)}, () => ({job, kill})));
await Promise.all(cpus().map(async (_, slot) => {
  for (let next; (next = queue.shift()); ) {
    const problem = await next.kill(next.job, slot).catch((error) => error.stack);
    settle(!problem, `${next.job.name} (SEED=${SEED}): ${problem}`);
  }
}));
for (const [, job] of jobs) await job.end?.();
console.log(`note: killed ${jobs.map(([, job]) => `${job.name} ${job.hits ?? 0} times`).join(', ')}`);
conclude();
process.exit();
