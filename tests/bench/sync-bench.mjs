#!/usr/bin/env node
// Measures what exchanges with `glot serve` cost: requests as the hub counts them, time, processor and peak memory. Each
// round has a hub and projects of its own; printed are medians. Fails where a repeated pull with nothing new asks for more
// than one thing or changes a byte.
//
//   sync-bench.mjs GLOT [STRINGS] [ROUNDS]
import {spawn, spawnSync} from 'node:child_process';
import {cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join, resolve} from 'node:path';
import {isSame, readTree} from '../faults/trees.mjs';

const here = import.meta.dirname;
const [program, strings = '3100', rounds = '3'] = process.argv.slice(2);
if (!program) {
  console.error('usage: sync-bench.mjs GLOT [STRINGS] [ROUNDS]');
  process.exit(2);
}
const glot = resolve(program), measure = join(dirname(glot), 'tests/bench/measure');
const locales = 'cs de es fi fr it ja ko nl pl pt-BR ru sv tr uk zh-Hans zh-Hant'.split(' ');
const token = 'a-token-that-is-known';
const work = mkdtempSync(join(tmpdir(), 'glot-sync-bench-'));
const children = new Set();
process.on('exit', () => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(work, {recursive: true, force: true});
});

// ---- projects: the sources, and the same ones translated

const words = 'account access allow binding brand change client confirm create delete device edit enable event export group host import key last limit'.split(' ');

// Texts of two to twelve words; each twentieth has a placeholder.
function message(number) {
  const said = Array.from({length: 2 + (number * 7) % 11}, (_, i) => words[(number * 31 + i * i * 17 + i) % words.length]);
  return number % 20 ? `msg("${said.join(' ')} ${number}")` : `msg(str\`${said.join(' ')} \${user.name} ${number}\`)`;
}

function makeProject(folder) {
  mkdirSync(join(folder, 'src'), {recursive: true});
  writeFileSync(join(folder, 'glot.json'), JSON.stringify({
    sourceLocale: 'en', locales, sources: ['src/*.ts'], catalogs: {folder: 'xliff'},
    sync: {service: 'transifex', project: 'acme/web', resource: 'app'},
  }));
  const calls = Array.from({length: Number(strings)}, (_, i) => `  ${message(i)},\n`).join('');
  writeFileSync(join(folder, 'src/app.ts'), `import {msg, str} from '@lit/localize';\nexport const texts = (user) => [\n${calls}];\n`);
  if (spawnSync(glot, ['extract', '-q'], {cwd: folder, stdio: 'inherit'}).status !== 0) throw new Error('extract failed');
}

function translateAll(folder) {
  for (const name of readdirSync(join(folder, 'xliff'))) {
    const path = join(folder, 'xliff', name), locale = name.replace('.xlf', '');
    writeFileSync(path, readFileSync(path, 'utf8').replace(/<source>(.*)<\/source>\n/g, (line, text) => `${line}  <target>${locale} ${text}</target>\n`));
  }
}

// ---- the hub

async function serve(data) {
  const child = spawn(glot, ['serve', '-v', '--data', data, '--project', 'acme/web', '--languages', locales.join(), '--rate', '0'],
    {stdio: ['ignore', 'pipe', 'pipe'], env: {...process.env, GLOT_SERVE_TOKEN: token}});
  children.add(child);
  const hub = {child, log: ''};
  child.stderr.setEncoding('utf8').on('data', (text) => { hub.log += text; });
  hub.ended = new Promise((done) => child.on('exit', done)).then(() => children.delete(child));
  hub.origin = await new Promise((done, fail) => {
    child.stdout.setEncoding('utf8').once('data', (text) => done(text.split('\n')[0]));
    hub.ended.then(() => fail(new Error(hub.log)));
  });
  return hub;
}

async function ask(hub, method, path, body) {
  const headers = {authorization: `Bearer ${token}`, 'content-type': 'application/vnd.api+json'};
  const answer = await fetch(hub.origin + path, {method, headers, body: body && JSON.stringify(body)});
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
}

async function translateSome(hub, count) {
  const {data} = await ask(hub, 'GET', `/resource_strings?filter[resource]=o:acme:p:web:r:app&limit=150`);
  for (const {id, attributes} of data.slice(0, count))
    await ask(hub, 'PATCH', `/resource_translations/${id}:l:de`, {data: {
      type: 'resource_translations', id: `${id}:l:de`, attributes: {strings: {other: `Neu: ${attributes.strings.other}`}},
    }});
}

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

// Times count seconds: a language that changed in this one, by the hub's clock, will be looked at once more. (Each change
// has a second of its own there, so the hub's clock runs ahead for a while after 17 uploads.)
async function settle(hub) {
  for (;;) {
    const {data} = await ask(hub, 'GET', '/resource_language_stats?filter[project]=o:acme:p:web&filter[resource]=o:acme:p:web:r:app');
    const last = Math.max(...data.map(({attributes}) => Date.parse(attributes.last_update)));
    if (Date.now() >= last + 3000) return;
    await pause(500);
  }
}

// CPU seconds and peak bytes of the hub so far.
function costOf({pid}) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').replace(/^.*\) /, '').split(' ');
  const peak = /VmHWM:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))[1];
  return {cpu: (Number(fields[11]) + Number(fields[12])) / 100, peak: peak * 1024};
}

async function cost(hub, folder, command) {
  const report = join(work, 'report.json'), before = hub.log.length, busy = costOf(hub.child).cpu;
  const child = spawn(measure, [report, glot, command], {cwd: folder, stdio: ['ignore', 'pipe', 'inherit'], env: {...process.env, TX_HOSTNAME: hub.origin, TX_TOKEN: token}});
  let said = '';
  child.stdout.on('data', (text) => { said += text; });
  await new Promise((done) => child.on('close', done));
  await pause(20); // until the log has come
  const run = JSON.parse(readFileSync(report, 'utf8'));
  if (run.status !== 0) throw new Error(`glot ${command} ended with status ${run.status}\n${said}`);
  return {...run, requests: hub.log.slice(before).split('\n').filter(Boolean).length, hubCpu: costOf(hub.child).cpu - busy, hubPeak: costOf(hub.child).peak};
}

// ---- a round

const problems = new Set();
const demand = (isGood, problem) => isGood || problems.add(problem);

async function round(number, samples) {
  const folder = join(work, `round-${number}`), author = join(folder, 'author'), reader = join(folder, 'reader');
  makeProject(reader);
  cpSync(reader, author, {recursive: true});
  translateAll(author);
  const hub = await serve(join(folder, 'hub.db'));
  const step = async (title, where, command) => (samples[title] ??= []).push(await cost(hub, where, command));
  await step('first push', author, 'push');
  await settle(hub);
  await step('push that looks again', author, 'push');
  await step('repeated push', author, 'push');
  await step('first pull', reader, 'pull');
  const old = readTree(reader);
  await step('repeated pull', reader, 'pull');
  const last = samples['repeated pull'].at(-1).requests;
  demand(last === 1, `a repeated pull with nothing new makes ${last} requests`);
  demand(isSame(readTree(reader), old), 'a repeated pull with nothing new changes files');
  demand(old.get('xliff/fr.xlf').split('<target>').length - 1 === Number(strings), 'the first pull did not bring all translations');
  await translateSome(hub, 10);
  await step('pull of 10 new texts', reader, 'pull');
  demand(readTree(reader).get('xliff/de.xlf').split('<target>Neu: ').length - 1 === 10, 'new translations did not come');
  hub.child.kill('SIGTERM');
  await hub.ended;
  samples.data = statSync(join(folder, 'hub.db')).size;
  rmSync(folder, {recursive: true, force: true});
}

const samples = {};
for (let i = 0; i < Number(rounds); i++) await round(i, samples);
const {data, ...rows} = samples;
const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const columns = [['requests', 'requests', 1], ['wall ms', 'wall', 1e3], ['CPU ms', 'cpu', 1e3], ['peak MB', 'rss', 1e-6], ['hub CPU ms', 'hubCpu', 1e3], ['hub MB', 'hubPeak', 1e-6]];
console.log(`${locales.length} locales × ${strings} strings, ${rounds} rounds, medians; the hub's file has ${(data / 1e6).toFixed(1)} MB`);
console.log(`${''.padEnd(24)}${columns.map(([title]) => title.padStart(11)).join('')}`);
for (const [title, of] of Object.entries(rows))
  console.log(`${title.padEnd(24)}${columns.map(([, name, scale]) => (median(of.map((sample) => sample[name])) * scale).toFixed(0).padStart(11)).join('')}`);
for (const problem of problems) console.log(`error: ${problem}`);
process.exit(problems.size ? 1 : 0);
