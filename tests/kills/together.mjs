#!/usr/bin/env node
// Two runs at once on the same project, beginning at random distances: `extract` twice, `build` twice, `extract` and `build`,
// `pull` and `extract`, `push` twice, `sync` twice. Each ends in one of its documented ways, no file is torn and none is left
// behind, and the next run completes what both began: it comes to what one run after the other comes to.
//     together.mjs            COUNT=35 pairs in all, from SEED; the last line is `N passed, N failed`
//     together.mjs TEXT…      only the pairs whose name contains all of the texts
import {spawn} from 'node:child_process';
import {cpSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {isSame, isTemporary, readTree, without, writeTree} from '../faults/trees.mjs';
import {Hub, clock, unit, work, xliff} from '../hub/hub.mjs';
import {seedOf} from '../seed.mjs';
import {conclude, glot, tally} from '../suite.mjs';
import {Random} from '../random.mjs';

clearTimeout(clock);
const COUNT = Number(process.env.COUNT ?? 35), SEED = seedOf(1);
const wanted = process.argv.slice(2);

const random = new Random(SEED);

// ---- running

function run(folder, words, env = {}) {
  const child = spawn(glot, words, {cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], env: {PATH: process.env.PATH, HOME: work, LC_ALL: 'C.UTF-8', NO_COLOR: '1', ...env}});
  let output = '';
  for (const stream of ['stdout', 'stderr']) child[stream].setEncoding('utf8').on('data', (text) => { output += text; });
  const timer = setTimeout(() => child.kill('SIGKILL'), 30_000);
  return new Promise((done) => child.on('close', (status, signal) => { clearTimeout(timer); done({words, status, signal, output}); }));
}

async function succeed(folder, words, env) {
  const end = await run(folder, words, env);
  if (end.status !== 0) throw new Error(told(end));
}

const told = ({words, status, signal, output}) => `glot ${words.join(' ')}: status ${status ?? signal}\n${output}`;
const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

// ---- projects

const tree = (entries) => new Map(Object.entries(entries).map(([path, text]) => [path, Buffer.from(text).toString('latin1')]));
const locales = ['de', 'fr', 'es'];
const sync = {service: 'transifex', project: 'acme/web', resource: 'app'};
const config = JSON.stringify({sourceLocale: 'en', locales, sources: ['src/*.ts'], catalogs: {folder: 'c'}, sync,
  bundles: {folder: 'gen', hash: true, compress: ['gz', 'br'], types: 'gen/messages.d.ts', localeCodes: 'gen/codes.js'}});
const source = (i, extra = '') => `import {msg} from '@lit/localize';\n${Array.from({length: 10}, (_, j) => `msg('Text ${j} of file ${i}');\n`).join('')}${extra}`;
const sources = Object.fromEntries(Array.from({length: 20}, (_, i) => [`src/f${i}.ts`, source(i)]));
const translate = (text, words) => text.replace(/<source>(.*?)<\/source>(?!\s*<target)/g, (all, of) => `${all}\n  <target>${words} ${of}</target>`);

const token = 'a-token-that-is-known';
const serve = (data) => Hub.start({data, languages: locales.join(), options: ['--rate', '0'], env: {GLOT_SERVE_TOKEN: token}}).then((hub) => Object.assign(hub, {token}));
const envOf = (hub) => ({TX_HOSTNAME: hub.origin, TX_TOKEN: token});

// Both sides were in step; since then a text is new here, translations came here and there.
async function prepare() {
  const folder = join(work, 'project'), data = join(work, 'project.db'), hub = await serve(data);
  writeTree(folder, tree({...sources, 'glot.json': config}));
  await succeed(folder, ['extract']);
  await succeed(folder, ['push'], envOf(hub));
  const ids = [...readTree(folder).get('c/de.xlf').matchAll(/<trans-unit id="([^"]+)">\s*<source>([^<]*)/g)];
  await hub.uploadTranslations('app', 'de', xliff(ids.map(([, id, text]) => unit(id, text, `de ${text}`)).join(''), 'de'));
  await succeed(folder, ['pull'], envOf(hub));
  await hub.uploadTranslations('app', 'fr', xliff(ids.map(([, id, text]) => unit(id, text, `fr ${text}`)).join(''), 'fr'));
  await succeed(folder, ['build']);
  await hub.end();
  const old = readTree(folder);
  const edited = new Map([...old, ...tree({'src/f3.ts': source(3, "msg('New');\n")})]);
  const extracted = new Map(old);
  extracted.set('c/es.xlf', translate(old.get('c/es.xlf'), 'es'));
  return {data, edited, extracted};
}

// ---- laws

// The state of the last exchange is of the moment, and names the address of the service.
const files = (map) => without(map, (path) => path.startsWith('.glot/'));

async function textsOf(hub) {
  const texts = new Map();
  for (const locale of ['', ...locales])
    for (const [key, text] of Object.entries(await hub.texts('app', locale))) texts.set(`${locale} ${key}`, text);
  return texts;
}

// One run after the other, and once more: what all orders have to come to.
async function settle(pair, folder, env) {
  const ends = [];
  for (const words of [...pair.words, ...pair.words]) ends.push(await run(folder, words, env));
  return ends.find(({status}) => status !== 0);
}

async function withHub(pair, slot, body) {
  if (!pair.isOfSync) return body({});
  const data = join(work, `${slot}.db`);
  for (const end of ['', '-wal', '-shm']) rmSync(data + end, {force: true});
  cpSync(pair.data, data);
  const hub = await serve(data);
  try {
    return await body({hub, env: envOf(hub)});
  } finally {
    await hub.end('SIGKILL');
  }
}

const outcome = async (folder, hub) => ({tree: files(readTree(folder)), texts: hub ? await textsOf(hub) : new Map()});

async function prepareClean(pair) {
  const folder = join(work, 'clean');
  return withHub(pair, 'clean', async ({hub, env}) => {
    writeTree(folder, pair.old);
    const began = performance.now(), end = await run(folder, pair.words[0], env), milliseconds = performance.now() - began;
    if (end.status !== 0) throw new Error(told(end));
    const bad = await settle(pair, folder, env);
    if (bad) throw new Error(told(bad));
    return {...pair, milliseconds, clean: await outcome(folder, hub)};
  });
}

// A run that meets the other may say so and end with 3; it then has not done its part, and one line says why.
function problemOf(end) {
  if (end.signal) return 'it did not end by itself';
  if (end.status === 0) return;
  const errors = end.output.split('\n').filter((line) => /(^|: )error: .*\[[a-z-]+\]$/.test(line));
  if (end.status !== 3 || errors.length === 0) return 'it ends in no clear way';
}

async function check(pair, number) {
  const folder = join(work, `pair-${number % 2}`);
  return withHub(pair, `pair-${number % 2}`, async ({hub, env}) => {
    writeTree(folder, pair.old);
    const distance = random.fraction() * pair.milliseconds * 1.2;
    const ends = await Promise.all(pair.words.map(async (words, i) => { await wait(i * distance); return run(folder, words, env); }));
    pair.met += ends.some(({status}) => status !== 0);
    for (const end of ends) if (problemOf(end)) return `${problemOf(end)}\n${told(end)}`;
    const left = [...readTree(folder).keys()].find((path) => isTemporary(path) || /lock/.test(path));
    if (left) return `${left} is left`;
    const bad = await settle(pair, folder, env);
    if (bad) return `the next run fails\n${told(bad)}`;
    const now = await outcome(folder, hub), words = `\n${ends.map(told).join('')}`;
    const other = [...new Set([...now.tree.keys(), ...pair.clean.tree.keys()])].find((path) => now.tree.get(path) !== pair.clean.tree.get(path));
    if (other) return `the next runs do not come to the same ${other}${words}`;
    if (!isSame(now.texts, pair.clean.texts)) return `the service has other texts${words}`;
  });
}

const {data, edited, extracted} = await prepare();
const pair = (first, second, old, isOfSync = false) => ({name: `${first} and ${second}`, words: [[first], [second]], old, data, isOfSync, met: 0});
const pairs = [
  pair('extract', 'extract', edited), pair('build', 'build', edited), pair('extract', 'build', edited), pair('pull', 'extract', edited, true),
  pair('pull', 'pull', edited, true), pair('push', 'push', extracted, true), pair('sync', 'sync', extracted, true),
].filter(({name}) => wanted.every((text) => name.includes(text)));
for (const plan of pairs) {
  const ready = await prepareClean(plan);
  for (let i = 0; i < COUNT / pairs.length; i++) {
    const problem = await check(ready, i).catch((error) => error.stack);
    problem ? tally.failed++ : tally.passed++;
    if (problem) console.log(`FAILED ${ready.name}, pair ${i} (SEED=${SEED}): ${problem}`);
  }
  console.log(`note: ${ready.name}: of ${Math.ceil(COUNT / pairs.length)} pairs ${ready.met} had a run that gave way`);
}
conclude();
process.exit();
