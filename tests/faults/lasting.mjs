// The commands that speak with a service, and those that stay until they are told to end.
//     begin(slot)    what stands around a run: {env, end}
//     play(scene)    what is done to a command that stays, before it is told to end; what it throws is what went wrong
//     verify(scene)  what is wrong after the run
// A scene has, too: the run's {folder, child, out, isEnded}, and `wake`, which is called when there is news.
import {cpSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {spawnSync} from 'node:child_process';
import {join} from 'node:path';
import {Hub, clock, unit, work, xliff} from '../hub/hub.mjs';
import {readTree, writeTree} from './trees.mjs';
import {glot} from '../suite.mjs';

clearTimeout(clock); // all calls take their time
const bytes = (text) => Buffer.from(text).toString('latin1');
const tree = (entries) => new Map(Object.entries(entries).map(([path, text]) => [path, bytes(text)]));
const token = 'a-token-that-is-known';
const serve = (data) => Hub.start({data, languages: 'de,fr', options: ['--rate', '0'], env: {GLOT_SERVE_TOKEN: token}}).then((hub) => Object.assign(hub, {token}));
const isOfSync = (path) => path.startsWith('.glot/');

// ---- a project and the place where people translate it

const source = (texts) => `import {msg} from '@lit/localize';\n${texts.map((text) => `msg('${text}');\n`).join('')}`;
const kept = ['Save', 'Open', 'Close', 'Cut', 'Copy', 'Paste'];
const config = (rest) => JSON.stringify({sourceLocale: 'en', locales: ['de', 'fr'], sources: ['src/*.ts'], catalogs: {folder: 'c'}, ...rest});
const sync = {service: 'transifex', project: 'acme/web', resource: 'app'};
// By name, so that names are looked up, too.
const envOf = (hub) => ({TX_HOSTNAME: hub.origin.replace('127.0.0.1', 'localhost'), TX_TOKEN: token});

function succeed(folder, words, env = {}) {
  const end = spawnSync(glot, words, {cwd: folder, encoding: 'utf8', env: {PATH: process.env.PATH, HOME: work, LC_ALL: 'C.UTF-8', NO_COLOR: '1', ...env}});
  if (end.status !== 0) throw new Error(`glot ${words.join(' ')}: status ${end.status ?? end.signal}\n${end.stdout}${end.stderr}`);
}

const translated = (text, locale) => text.replace(/<source>(.*?)<\/source>(?!\s*<target)/g, (all, words) => `${all}\n  <target>${locale} ${words}</target>`);

// Both sides were in step; then each was worked on.
async function prepareService() {
  const folder = join(work, 'both'), data = join(work, 'both.db'), hub = await serve(data);
  writeTree(folder, tree({'src/a.ts': source([...kept, 'Gone']), 'glot.json': config({sync})}));
  succeed(folder, ['extract']);
  succeed(folder, ['push'], envOf(hub));
  const ids = [...readFileSync(join(folder, 'c/de.xlf'), 'utf8').matchAll(/<trans-unit id="([^"]+)">\s*<source>([^<]*)/g)];
  for (const locale of ['de', 'fr'])
    await hub.uploadTranslations('app', locale, xliff(ids.map(([, id, text]) => unit(id, text, `${locale} ${text}`)).join(''), locale));
  const old = readTree(folder);
  writeTree(folder, old);
  succeed(folder, ['pull'], envOf(hub));
  await hub.end();
  writeFileSync(join(folder, 'src/a.ts'), source([...kept, 'Print']));
  succeed(folder, ['extract']);
  const here = new Map([...readTree(folder)].map(([path, text]) => [path, path === 'c/de.xlf' ? translated(text, 'de') : text]));
  return {data, old, here};
}

const service = await prepareService();
const shared = {};

// Who only asks finds all as it was.
async function sharedHub() {
  shared.hub ??= serve(service.data);
  return {env: envOf(await shared.hub), end: () => {}};
}

// Who writes gets a hub of its own.
async function ownHub(slot) {
  const data = join(work, `own-${slot}.db`);
  for (const end of ['', '-wal', '-shm']) rmSync(data + end, {force: true});
  cpSync(service.data, data);
  const hub = await serve(data);
  return {env: envOf(hub), end: () => hub.end('SIGKILL')};
}

export const endService = async () => (await shared.hub)?.end();

// ---- a hub, asked for all kinds of things

// What is found, or undefined where the command has ended.
const until = (scene, what, find) => new Promise((done, fail) => {
  const clock = setTimeout(() => fail(new Error(`there is no ${what}`)), 20_000);
  scene.wake = () => {
    const found = find();
    if (found === undefined && !scene.isEnded) return;
    clearTimeout(clock);
    scene.wake = () => {};
    done(found);
  };
  scene.wake();
});

const timely = (promise) => Promise.race([promise, new Promise((_, fail) => setTimeout(() => fail(new Error('no answer in 10 s')), 10_000).unref())]);
const idOf = (string) => `${string.id}:l:de`;

async function ask(hub, scene) {
  const tried = async (body) => { // what is lost is lost, but it ends
    try { return await timely(body()); } catch (error) { if (/10 s/.test(error.message)) throw error; }
  };
  await tried(() => hub.createResource('app'));
  await tried(() => hub.uploadSource('app', xliff(unit('a', 'Save') + unit('b', 'Open'))));
  const strings = (await tried(() => hub.get('/resource_strings?filter[resource]=o:acme:p:web:r:app')))?.json?.data ?? [];
  for (const string of strings) {
    const data = {type: 'resource_translations', id: idOf(string), attributes: {strings: {other: `de ${string.id}`}}};
    const answer = await tried(() => hub.ask('PATCH', `/resource_translations/${idOf(string)}`, {data}));
    if (answer?.status === 200) scene.promised.push(string);
  }
  await tried(() => hub.download('app', 'de'));
}

// Connections break before the end of a process is known.
const hasEnded = async (scene) => {
  for (let i = 0; i < 20 && !scene.isEnded; i++) await new Promise((done) => setTimeout(done, 100));
  return scene.isEnded;
};

async function playHub(scene) {
  const origin = await until(scene, 'address', () => (scene.out.stdout.split('\n').length > 2 ? scene.out.stdout.split('\n')[0] : undefined));
  if (!origin) return;
  const hub = Object.assign(new Hub(), {origin, token});
  await ask(hub, scene);
  let last; // the one failure may have waited for this
  for (let i = 0; i < 2 && last?.status !== 200; i++) last = await timely(hub.get('/projects?filter[organization]=o:acme')).catch((error) => ({error}));
  if (last.status !== 200 && !(await hasEnded(scene))) throw new Error(`it does not answer any more: ${last.error ?? last.status}`);
}

// What was answered for is there for a hub that begins anew.
async function verifyHub({promised, folder}) {
  if (!promised.length) return;
  const hub = await serve(join(folder, 'hub.db')), texts = Object.values(await hub.texts('app', 'de'));
  await hub.end();
  for (const {id} of promised) if (!texts.includes(`de ${id}`)) return `the hub answered for "de ${id}" and has lost it`;
}

// ---- dev, while a source is edited

const runsOf = (scene) => scene.out.stdout.split('\n').filter((line) => line.startsWith('{') && line.endsWith('}')).map((line) => JSON.parse(line)).filter(({event}) => event === 'run');
const edited = source(['Save', 'Print']);

// What failed in one run is done by the next. One that knows of no sources yet waits for the configuration.
async function playDev(scene) {
  const {folder} = scene;
  const save = async (path, text) => {
    const before = runsOf(scene).length;
    writeFileSync(join(folder, path), text);
    return until(scene, `run after ${path} was saved`, () => runsOf(scene).slice(before).find((run) => run.changed.includes(path)));
  };
  const first = await until(scene, 'first run', () => runsOf(scene)[0]);
  scene.between = readTree(folder);
  if (!first) return;
  if (first.status === 3 && !first.messages.total) await save('glot.json', `${devConfig}\n`);
  const run = await save('src/a.ts', edited);
  if (run?.status || !readTree(folder).get('gen/de.js')?.includes('Print')) await save('src/a.ts', `${edited}// again\n`);
}

const devConfig = config({bundles: {folder: 'gen'}});
const devFiles = {'src/a.ts': source(['Save', 'Open']), 'src/b.ts': source(['Log out']), 'glot.json': devConfig};

// What it comes to where the first run failed.
function prepareDev() {
  const folder = join(work, 'dev');
  writeTree(folder, tree({...devFiles, 'src/a.ts': edited}));
  for (const word of ['extract', 'build']) succeed(folder, [word]);
  return readTree(folder);
}

export const jobs = [
  {name: 'pull', rarity: 3, tree: service.old, words: ['pull'], begin: sharedHub, isUnsteady: isOfSync, isRepeated: true},
  {name: 'status --remote', rarity: 3, tree: service.here, words: ['status', '--remote'], begin: sharedHub, isUnsteady: isOfSync},
  {name: 'push', rarity: 8, tree: service.here, words: ['push'], begin: ownHub, isUnsteady: isOfSync, isRepeated: true},
  {name: 'sync', rarity: 8, tree: service.here, words: ['sync'], begin: ownHub, isUnsteady: isOfSync, isRepeated: true},
  {name: 'serve', rarity: 8, tree: new Map([['x', '']]), words: ['serve', '--data', 'hub.db', '--project', 'acme/web', '--languages', 'de,fr', '--rate', '0'], play: playHub, verify: verifyHub,
    begin: () => ({env: {GLOT_SERVE_TOKEN: token}, end: () => {}, promised: []}), isUnsteady: (path) => path.startsWith('hub.db')},
  {name: 'dev', rarity: 2, tree: tree(devFiles), words: ['dev', '--format', 'json'], play: playDev,
    begin: () => ({env: {}, end: () => {}}), isUnsteady: (path) => ['src/a.ts', 'glot.json'].includes(path), isTalkative: true, late: prepareDev()},
];
