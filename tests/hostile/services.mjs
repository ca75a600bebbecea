#!/usr/bin/env node
// Services that mean harm to `glot pull`, and clients that mean harm to `glot serve`.
// A service: the pull ends by itself with an error, in bounded memory, shows no control character, and changes no file, in the
// project or outside. A client: the hub answers others meanwhile and afterwards, lets nobody in, and shows no file.
//     services.mjs TEXT…   only the cases whose titles contain all of the texts; the last line is `N passed, N failed`
import {spawn} from 'node:child_process';
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {connect} from 'node:net';
import {join, resolve} from 'node:path';
import {gzipSync} from 'node:zlib';
import {isSame, readTree} from '../faults/trees.mjs';
import {Hub, clock, work, xliff, unit} from '../hub/hub.mjs';
import {isSanitized} from '../sanitized.mjs';
import {serve} from '../wire/servers.mjs';
import {conclude, glot, tally} from '../suite.mjs';

clearTimeout(clock); // each case has one of its own
const measure = resolve(process.env.MEASURE ?? join(import.meta.dirname, '../../build/release/tests/bench/measure'));
const wanted = process.argv.slice(2);
const GREATEST = 900 << 20; // bytes of memory; an answer has 512 MB at most
const control = /[\x00-\x08\x0b-\x1f\x7f\u0080-\u009f\u202a-\u202e\u2066-\u2069]/;
const want = (holds, what) => { if (!holds) throw new Error(what); };

async function attempt(title, body) {
  if (!wanted.every((text) => title.includes(text))) return;
  const began = performance.now();
  try {
    await body();
    tally.passed++;
    if (process.env.VERBOSE) console.log(`${title}: ${((performance.now() - began) / 1000).toFixed(1)} s`);
  } catch (error) {
    tally.failed++;
    console.log(`FAILED ${title}: ${error.message}`);
  }
}

// ---- services

const API = {'content-type': 'application/vnd.api+json'};
const answer = (body, status = 200, headers = API) => ({response}) => { response.writeHead(status, headers); response.end(body); };
const json = (value) => answer(JSON.stringify(value));
const stream = (chunk, headers = API) => ({response}) => {
  response.writeHead(200, headers);
  const more = () => { while (!response.destroyed && response.write(chunk)); };
  response.on('drain', more);
  more();
};
const bomb = () => { // 2 GB of blanks in 2 MB
  const part = gzipSync(Buffer.alloc(64 << 20, ' '));
  return Buffer.concat(Array.from({length: 32}, () => part));
};
const wild = '../../x\n\u001b[31m\u202e';
const language = (code) => ({type: 'languages', id: `l:${code}`, attributes: {code, name: code, rtl: false, plural_rules: {}}});
const stats = (codes) => json({data: codes.map((code) => ({
  id: `o:acme:p:web:r:app:l:${code}`, type: 'resource_language_stats', attributes: {translated_strings: 1, total_strings: 1, untranslated_strings: 0, reviewed_strings: 1, proofread_strings: 1, last_update: '2024-01-01T00:00:00Z', last_translation_update: '2024-01-01T00:00:00Z'},
  relationships: {language: {data: {type: 'languages', id: `l:${code}`}}, resource: {data: {type: 'resources', id: 'o:acme:p:web:r:app'}}},
})), links: {next: null}});

const services = {
  'invalid JSON': answer('{"data": [}'),
  'JSON cut off': answer('{"data": [{"id": "'),
  'deep JSON': answer(`{"data": ${'['.repeat(1_000_000)}`),
  'a million members': answer(`{"data": {${Array.from({length: 1_000_000}, (_, i) => `"${i}":0`).join()}}}`),
  'another type in each place': json({data: {id: [], type: {}, attributes: 'x', relationships: 7}, links: []}),
  'bytes that are no UTF-8': answer(Buffer.from('{"data": "\xff\xfe\x00"}', 'latin1')),
  'nothing': answer(''),
  'words with controls': answer(JSON.stringify({errors: [{status: '403', code: wild, title: wild, detail: wild}]}), 403),
  'a reason with controls': ({request}) => request.socket.end('HTTP/1.1 500 \x1b[31mred\x07\r\ncontent-length: 0\r\n\r\n'),
  'languages that lead out': ({response, request}) => (/stats/.test(request.url) ? stats([wild, '../../../x', '..', '/tmp/x'])({response}) : json({data: [language(wild)]})({response})),
  'ids that lead out': json({data: [{id: wild, type: wild, attributes: {slug: wild, name: wild}}], links: {next: wild}}),
  'a next page for ever': ({response, request}) => json({data: [], links: {next: `http://${request.headers.host}/again?${Math.random()}`}})({response}),
  'a next page at a file': json({data: [], links: {next: 'file:///etc/passwd', self: null}}),
  'redirects for ever': ({response, request}) => answer('', 302, {location: request.url})({response}),
  'a redirect to a file': answer('', 302, {location: 'file:///etc/passwd'}),
  'a redirect to another machine': answer('', 303, {location: 'http://192.0.2.1/x'}),
  'a body without an end': stream('x'.repeat(1 << 20)),
  'a bomb': answer(bomb(), 200, {...API, 'content-encoding': 'gzip'}),
  'a hundred thousand headers': ({request}) => request.socket.end(`HTTP/1.1 200 OK\r\n${Array.from({length: 100_000}, (_, i) => `x-${i}: ${'y'.repeat(20)}\r\n`).join('')}\r\n{}`),
  'a header of 10 MB': ({request}) => request.socket.end(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(10_000_000)}\r\n\r\n{}`),
  'more than the length says': ({request}) => request.socket.end('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}HTTP/1.1 200 OK\r\n\r\n{"data": []}'),
  'two lengths': ({request}) => request.socket.end('HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 20\r\n\r\n{}'),
  'a negative length': ({request}) => request.socket.end('HTTP/1.1 200 OK\r\ncontent-length: -2\r\n\r\n{}'),
  'a chunk of 2^64 bytes': ({request}) => request.socket.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nffffffffffffffff\r\n{}'),
};

function project(name) {
  const folder = join(work, name, 'project');
  mkdirSync(join(folder, 'src'), {recursive: true});
  mkdirSync(join(folder, 'c'));
  writeFileSync(join(folder, 'glot.json'), JSON.stringify({sourceLocale: 'en', locales: ['de'], sources: ['src/*.ts'], catalogs: {folder: 'c'}, sync: {service: 'transifex', project: 'acme/web', resource: 'app'}}));
  writeFileSync(join(folder, 'src/a.ts'), "import {msg} from '@lit/localize';\nmsg('Hi', {id: 'a'});\n");
  writeFileSync(join(folder, 'c/de.xlf'), xliff(unit('a', 'Hi', 'Hallo'), 'de'));
  return folder;
}

function pull(folder, origin, words) {
  return new Promise((done) => {
    const env = {PATH: process.env.PATH, HOME: work, NO_COLOR: '1', LC_ALL: 'C.UTF-8', TX_HOSTNAME: origin, TX_TOKEN: 'a-token-that-is-known'};
    const child = spawn(measure, [join(folder, '../cost'), glot, ...words], {cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true});
    let said = '';
    for (const name of ['stdout', 'stderr']) child[name].setEncoding('utf8').on('data', (text) => { said += text; });
    const timer = setTimeout(() => process.kill(-child.pid, 'SIGKILL'), 120_000);
    child.on('close', (status, signal) => { clearTimeout(timer); done({status, signal, said}); });
  });
}

async function meetService(name, act, words) {
  const folder = project(`${words[0]} ${name}`.replaceAll(/\W+/g, '-')), before = readTree(join(folder, '..'));
  const server = await serve({answer: (request, response) => act({request, response})});
  try {
    const {signal, said} = await pull(folder, server.origin, words);
    want(!signal, 'it did not end');
    const cost = JSON.parse(readFileSync(join(folder, '../cost'), 'utf8')), after = readTree(join(folder, '..'));
    after.delete('cost');
    want(cost.status >= 1 && cost.status <= 3, `it ended with ${cost.status}\n${said.slice(0, 600)}`);
    want(/error: .*\[[a-z-]+\]/.test(said), `it names no error\n${said.slice(0, 600)}`);
    want(!control.test(said), `control characters reach the terminal: ${JSON.stringify(said.slice(0, 600))}`);
    want(isSanitized || cost.rss < GREATEST, `it took ${cost.rss >> 20} MB`);
    want(server.seen.length < 20_100, `it asked ${server.seen.length} times`);
    want(isSame(before, after), `files changed: ${[...after].filter(([path, text]) => before.get(path) !== text).map(([path]) => path)}`);
  } finally {
    server.close();
  }
}

// ---- clients

const hub = await Hub.start({options: ['--rate', '0']});
await hub.createResource('app');
await hub.uploadSource('app', xliff(unit('a', 'Hi')));
const {hostname, port} = new URL(hub.origin);

// What the hub says to these bytes, within some seconds; the connection stays open meanwhile.
function tell(bytes, seconds = 2) {
  return new Promise((done) => {
    let said = '';
    const socket = connect(Number(port), hostname, () => socket.write(bytes)), end = () => { socket.destroy(); done(said); };
    socket.on('data', (chunk) => { said += chunk.toString('latin1'); if (said.includes('\r\n\r\n')) end(); });
    socket.on('error', end).on('close', end);
    setTimeout(end, seconds * 1000);
  });
}
const isServing = async () => {
  const {status, json} = await hub.get('/resources/o:acme:p:web:r:app');
  want(status === 200 && json.data.attributes.slug === 'app', `the hub answers others with ${status}`);
};
const head = (line, more = '') => `${line} HTTP/1.1\r\nHost: ${hostname}\r\nAuthorization: Bearer ${hub.token}\r\n${more}\r\n`;
const refuses = (bytes) => async () => {
  const said = await tell(bytes);
  want(said === '' || /^HTTP\/1\.[01] (4|5)\d\d/.test(said), `it says ${JSON.stringify(said.slice(0, 200))}`);
  want(!/root:x:|SQLite format/.test(said), 'it shows a file');
};
const clients = {
  ...Object.fromEntries(['/../../etc/passwd', '/..%2f..%2fetc%2fpasswd', '/%2e%2e/%2e%2e/etc/passwd', '//etc/passwd', '/resources/../../hub.db', '/resources/%00', '/resources/o:acme:p:web:r:..%2f..%2fx',
    "/resources/' OR 1=1 --", '/resources?filter[project]=\'; DROP TABLE resource; --', `/${'a/'.repeat(5000)}`, `/${'x'.repeat(100_000)}`, 'http://192.0.2.1/', '*'].map((path) => [`asks for ${path.slice(0, 60)}`, refuses(head(`GET ${path.replaceAll(' ', '%20')}`))])),
  'no HTTP': refuses('\x00\xff\x16\x03\x01 hello\r\n\r\n'),
  'a method that nobody knows': refuses(head('BREW /resources')),
  'ten thousand headers': refuses(head('GET /resources', 'x: y\r\n'.repeat(10_000))),
  'a header of 1 MB': refuses(head('GET /resources', `x: ${'y'.repeat(1_000_000)}\r\n`)),
  'a length of 1 TB': refuses(head('POST /resources', 'content-type: application/vnd.api+json\r\ncontent-length: 1099511627776\r\n') + '{'),
  'a length that is none': refuses(head('POST /resources', 'content-length: -1\r\n') + '{'),
  'a length and chunks': refuses(head('POST /resources', 'content-length: 3\r\ntransfer-encoding: chunked\r\n') + '0\r\n\r\nGET / HTTP/1.1\r\n\r\n'),
  'deep JSON': async () => { const {status} = await hub.ask('POST', '/resources', undefined, {}); want(status >= 400, status); await refuses(head('POST /resources', 'content-type: application/vnd.api+json\r\ncontent-length: 200000\r\n') + '['.repeat(200_000))(); },
  'names of SQL': async () => {
    for (const name of ["x'); DROP TABLE resource; --", '../../x', '\u0000', wild, 'x'.repeat(100_000)]) {
      const {status} = await hub.createResource(name);
      want(status >= 400 && status < 500, `"${name.slice(0, 40)}" is taken: ${status}`);
    }
  },
  'a body of 100 MB': async () => { await hub.ask('POST', '/resources', undefined, {}).catch(() => {}); await tell(head('POST /resources', 'content-type: application/vnd.api+json\r\ncontent-length: 100000000\r\n') + ' '.repeat(100_000_000), 5); },
  'wrong tokens, a thousand': async () => {
    const answers = await Promise.all(Array.from({length: 1000}, (_, i) => hub.ask('GET', '/resources', undefined, {authorization: `Bearer ${i}`}).then(({status}) => status, () => 0)));
    want(answers.every((status) => [0, 401, 403, 429].includes(status)), `one is answered with ${answers.find((status) => ![0, 401, 403, 429].includes(status))}`);
  },
  'five hundred who say half a line': async () => {
    const sockets = Array.from({length: 500}, () => connect(Number(port), hostname).on('error', () => {}));
    sockets.forEach((socket) => socket.write('GET /resources HTTP/1.1\r\nHo'));
    await new Promise((done) => setTimeout(done, 300));
    try { await isServing(); } finally { sockets.forEach((socket) => socket.destroy()); }
  },
};

// ---- all

// The answers are read by one client, so one command shows what it makes of each.
const queue = Object.entries(services).map(([name, act]) => [`glot pull: ${name}`, () => meetService(name, act, ['pull'])]);
queue.push(...['words with controls', 'languages that lead out', 'ids that lead out'].map((name) => [`glot status --remote: ${name}`, () => meetService(name, services[name], ['status', '--remote'])]));
await Promise.all(Array.from({length: 12}, async () => { for (let next; (next = queue.shift()); ) await attempt(...next); }));
for (const [name, act] of Object.entries(clients))
  await attempt(`a client: ${name}`, async () => { await act(); await isServing(); });
await attempt('the hub is as it was', async () => {
  await isServing();
  want(!control.test(hub.err), 'control characters are in its log');
  want((await hub.end()).status === 0, `it ended otherwise: ${hub.err}`);
});
conclude();
process.exit();
