// The commands that speak with a service, and those that stay until they are told to end.
//     begin(slot)    what stands around a run: {env, end}
//     play(scene)    what is done to a command that stays, before it is told to end; what it throws is what went wrong
//     verify(scene)  what is wrong after the run
// A scene has, too: the run's {folder, child, out, isEnded}, and `wake`, which is called when there is news.
import {cpSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {spawnSync} from 'node:child_process';
import {join} from 'node:path';
import {Hub, clock, glot, unit, work, xliff} from '../hub/hub.mjs';
import {readTree, writeTree} from './trees.mjs';

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

export const jobs = [
  {name: 'pull', rarity: 3, tree: service.old, words: ['pull'], begin: sharedHub, isUnsteady: isOfSync, isRepeated: true},
  {name: 'status --remote', rarity: 3, tree: service.here, words: ['status', '--remote'], begin: sharedHub, isUnsteady: isOfSync},
  {name: 'push', rarity: 8, tree: service.here, words: ['push'], begin: ownHub, isUnsteady: isOfSync, isRepeated: true},
  {name: 'sync', rarity: 8, tree: service.here, words: ['sync'], begin: ownHub, isUnsteady: isOfSync, isRepeated: true},
];
