#!/usr/bin/env node
// The transport against servers that do what services, gateways and networks do on their worst days.
//     run.mjs           every case; the last line is `N passed, N failed`
//     run.mjs TEXT…     only the cases whose names contain all of the texts; VERBOSE=1 shows what came of them
// The driver (tests/peers/http_driver.c) sends what a case says; the servers keep what they were sent.
import {spawn, spawnSync} from 'node:child_process';
import {writeFileSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {brotliCompressSync, deflateSync, gzipSync} from 'node:zlib';
import {closedPort, json, makeCertificate, serve} from './servers.mjs';
import {connect as connectTo} from 'node:net';
import {conclude, glot, scratch, tally} from '../suite.mjs';

const driver = resolve(process.env.GLOT_DRIVERS ?? join(import.meta.dirname, '../../build/release/tests/peers'), 'http_driver');
const wanted = process.argv.slice(2);
const work = scratch('wire');

const token = '1/5ecret5ecret5ecret5ecret5ecret5ecret5ecre';
const ours = makeCertificate(work, 'ours', ['127.0.0.1', 'service.test']);
const others = makeCertificate(work, 'others', ['other.test']);

// ---- running

// A driver; it answers one question after the other.
function startDriver(environment = {}) {
  const child = spawn(driver, {env: {PATH: process.env.PATH, ASAN_OPTIONS: process.env.ASAN_OPTIONS ?? '', ...environment}});
  let text = '', waiting = null;
  const hand = () => {
    const end = text.indexOf('\n');
    if (end < 0 || !waiting) return;
    waiting(text.slice(0, end));
    [text, waiting] = [text.slice(end + 1), null];
  };
  child.stdout.setEncoding('utf8').on('data', (chunk) => { text += chunk; hand(); });
  child.stderr.setEncoding('utf8').on('data', (chunk) => { text += chunk; });
  child.stdin.on('error', () => {});
  const ended = new Promise((done) => child.on('close', (code, signal) => { waiting?.(`{"code": ${code}} ${text}`); done({code, signal}); }));
  return {
    child, ended,
    question: (line) => new Promise((answer) => { waiting = answer; child.stdin.write(`${line}\n`); hand(); }),
  };
}
const idle = []; // drivers that have nothing to do

// What the driver makes of the tasks; and that its output never shows the token.
async function ask(options, tasks, {environment, meanwhile} = {}) {
  const one = environment || meanwhile ? startDriver(environment) : idle.pop() ?? startDriver();
  const began = performance.now();
  meanwhile?.(one.child);
  const text = await one.question(JSON.stringify({options: {authorization: `Bearer ${token}`, first_wait: 0.02, tries: 3, request_seconds: 30, ...options}, tasks}));
  if (text.includes(token.slice(4))) throw new Error(`the token is in the output: ${text}`);
  let told;
  try { told = JSON.parse(text); } catch { throw new Error(`the driver said ${text}`); }
  if (meanwhile) Object.assign(told, await one.ended);
  else if (environment) one.child.stdin.end();
  else idle.push(one);
  return {...told, seconds: (performance.now() - began) / 1000, answer: told.answers?.[0]?.[0]};
}

// One request to a server that lives as long as the case.
async function withServer(how, body) {
  const server = await serve(how);
  try { return await body(server); } finally { server.close(); }
}

const want = (holds, what) => { if (!holds) throw new Error(what); };
function wantAnswer(told, wantedParts) {
  for (const [key, value] of Object.entries(wantedParts)) {
    const got = told.answer?.[key];
    const isFine = value instanceof RegExp ? value.test(got) : value instanceof Array ? value.includes(got) : got === value;
    want(isFine, `${key} is ${JSON.stringify(got)}, not ${value}; ${JSON.stringify(told.answers)} ${JSON.stringify(told.diags)}`);
  }
}

// The usual case: one request, one server, what comes of it, how often it was sent.
const one = (request, how, parts, sent, options = {}) => () => withServer(how, async (server) => {
  const told = await ask({origin: server.origin, ...options}, [[{url: `${server.origin}/a`, ...request}]]);
  wantAnswer(told, parts);
  if (sent !== undefined) want(server.seen.length === sent, `${server.seen.length} requests came, not ${sent}`);
  const bodies = server.seen.filter(({body}) => body !== null).map(({body}) => body.toString());
  want(bodies.every((body) => body === expectedBody(request)), `bodies differ: ${bodies.map((body) => body.length)}`);
  return told;
});
const expectedBody = ({body = '', repeat}) => body.repeat(repeat ?? 1);

const get = {json: true};
const post = {method: 'POST', body: '{"data":{"x":"ä"}}', type: 'application/vnd.api+json', json: true};
const large = {method: 'POST', body: 'a text of 20 bytes.\n', repeat: 100_000, type: 'text/plain'};
const again = {...post, repeatable: true};

const status = (code, body = '', headers = {}) => ({response}) => { response.writeHead(code, headers); response.end(body); };
const good = ({response}) => json(response, {fine: true});
const destroy = ({request}) => request.socket.destroy();
const reset = ({request}) => request.socket.resetAndDestroy();
const page = status(200, '<!DOCTYPE html><h1>Down for maintenance</h1>', {'content-type': 'text/html; charset=utf-8'});
const gateway = status(502, '<html><body>502 Bad Gateway</body></html>', {'content-type': 'text/html'});
const truncated = ({request, response}) => {
  response.writeHead(200, {'content-type': 'application/json', 'content-length': 1000});
  response.write('{"data":');
  setTimeout(() => request.socket.destroy(), 20);
};
const broken = ({request, response}) => {
  response.writeHead(200, {'content-type': 'application/json'});
  response.write('{"data":');
  setTimeout(() => request.socket.destroy(), 20);
};
const trickle = ({response}) => {
  response.writeHead(200, {'content-type': 'application/json'});
  const timer = setInterval(() => response.write('.'), 30);
  response.on('close', () => clearInterval(timer));
};
// The first requests meet these, later ones the last.
const script = (...acts) => ({answer: (request, response, seen) => acts[Math.min(seen.length, acts.length) - 1]({request, response, seen})});
// What is no answer, once all of the request is there.
const raw = (text) => ({raw: (socket) => {
  let said = '';
  socket.on('error', () => {}).on('data', (bytes) => {
    said += bytes.toString('latin1');
    const head = said.indexOf('\r\n\r\n'), length = Number(/^content-length: (\d+)/im.exec(said)?.[1] ?? 0);
    if (head >= 0 && said.length >= head + 4 + length) socket.end(text);
  });
}});
const compressed = (name, make) => status(200, make(Buffer.from(JSON.stringify({text: 'x'.repeat(5000)}))), {'content-type': 'application/json', 'content-encoding': name});

// Sends a signal when a request has come.
const signalWhen = (server, signal, delay = 50) => (child) => {
  const timer = setInterval(() => {
    if (server.seen.length === 0) return;
    clearInterval(timer);
    setTimeout(() => child.kill(signal), delay);
  }, 10);
  child.on('close', () => clearInterval(timer));
};

// ---- cases

let server_; // of the case that stops its own

const cases = {
  'an answer with a type, a tag and no parameters': one(get, script(status(200, '{}', {'content-type': 'Application/JSON; charset=utf-8', etag: 'W/"x"'})), {outcome: 'done', status: 200, type: 'application/json', etag: 'W/"x"', tries: 1}, 1),

  // throttles
  '429 with Retry-After': async () => {
    const told = await one(get, script(status(429, '', {'retry-after': '1'}), good), {outcome: 'done', status: 200, tries: 2}, 2)();
    want(told.answer.seconds >= 1 && told.answer.seconds < 20, `it took ${told.answer.seconds} s`);
  },
  '429 with a date': one(get, script(({response}) => status(429, '', {'retry-after': new Date().toUTCString()})({response}), good), {outcome: 'done', status: 200, tries: 2}, 2),
  '429 with the seconds in its words': async () => {
    const detail = 'Request was throttled. Expected available in 1 seconds.';
    const told = await one(post, script(status(429, JSON.stringify({errors: [{status: '429', code: 'Throttled', detail}]})), good), {outcome: 'done', status: 200, tries: 2}, 2)();
    want(told.answer.seconds >= 1, `it took ${told.answer.seconds} s`);
  },
  '429 without a word': one(post, script(status(429), status(429), good), {outcome: 'done', status: 200, tries: 3}, 3),
  '429 that asks for an hour': one(get, script(status(429, '', {'retry-after': '3600'})), {outcome: 'not_done', status: 429, tries: 1, kind: 'service-busy', failure: /asks to wait 3600 s$/}, 1),
  '429 for ever': one(post, script(status(429)), {outcome: 'not_done', status: 429, tries: 3, failure: /^127\.0\.0\.1:\d+ answered 429 Too Many Requests three times within \d s$/}, 3),

  // gateways
  '502 with a page, then an answer': one(get, script(gateway, gateway, good), {outcome: 'done', status: 200, tries: 3}, 3),
  '502 to a write': one(post, script(gateway, good), {outcome: 'unknown', status: 502, tries: 1, kind: 'service-unreachable'}, 1),
  '502 to a write that may be repeated': one({...large, repeatable: true}, script(gateway, gateway, good), {outcome: 'done', status: 200, tries: 3}, 3),
  '503 to a large write': one(large, script(status(503), status(503), good), {outcome: 'done', status: 200, tries: 3}, 3),
  '504 to a write': one(post, script(status(504), good), {outcome: 'unknown', status: 504, tries: 1}, 1),
  '500 to a write': one(post, script(status(500, '{}'), good), {outcome: 'unknown', status: 500, tries: 1, kind: 'service-failed'}, 1),
  '401': one(get, script(status(401)), {outcome: 'done', status: 401, tries: 1, kind: 'service-refused'}, 1),
  '403 of an expired storage link': one({...get, foreign: true}, script(status(403)), {outcome: 'done', status: 403, tries: 1, kind: 'service-refused'}, 1),
  '401 that repeats the token': one(get, script(status(401, `{"detail":"no user has ${token}"}`)), {outcome: 'done', status: 401, body: /^\{"detail":"no user has \*{43}"\}$/}, 1),
  '404': one(get, script(status(404)), {outcome: 'done', status: 404, tries: 1, kind: 'service-missing'}, 1),

  // lost connections
  'nobody listens': async () => {
    const origin = `http://127.0.0.1:${await closedPort()}`;
    wantAnswer(await ask({origin}, [[{url: `${origin}/a`, ...post}]]), {outcome: 'not_done', status: 0, tries: 3, kind: 'service-unreachable', failure: /could not be reached three times within \d s: .*[Cc]onnect/});
  },
  'reset after the body of a write': one(post, script(reset, good), {outcome: 'unknown', status: 0, tries: 1, failure: /broke off the connection: /}, 1),
  'closed after the body of a write': one(post, script(destroy, good), {outcome: 'unknown', status: 0, tries: 1}, 1),
  'reset after the body of a write that may be repeated': one({...large, repeatable: true}, script(reset, reset, good), {outcome: 'done', status: 200, tries: 3}, 3),
  'reset of a read': one(get, script(reset, destroy, good), {outcome: 'done', status: 200, tries: 3}, 3),
  'reset in the middle of the body of a write': one({...large, repeat: 1_000_000}, {early: (request) => request.once('data', () => request.socket.resetAndDestroy())}, {outcome: 'unknown', status: 0, tries: 1}, 1),
  'closed in the handshake, before anything was sent': async () => {
    let count = 0;
    await withServer({raw: (socket) => { count++; socket.on('error', () => {}).once('data', () => socket.destroy()); }}, async (server) => {
      const origin = `https://127.0.0.1:${server.port}`;
      wantAnswer(await ask({origin}, [[{url: `${origin}/a`, ...post}]]), {outcome: 'not_done', status: 0, tries: 3, kind: 'service-unreachable'});
      want(count === 3, `${count} connections, not 3`);
    });
  },
  // libcurl would send these anew by itself, on a fresh connection, and the second one would be done twice
  ...Object.fromEntries(['POST', 'DELETE', 'PATCH'].map((method) => [`a kept connection dies under a ${method}`, () => withServer({
    answer: (request, response) => (request.method === 'GET' ? json(response, {}) : request.socket.destroy()),
  }, async (server) => {
    const url = `${server.origin}/a`, body = method === 'DELETE' ? '' : '{}';
    const told = await ask({origin: server.origin}, [[{url}, {url}, {url, method, body}]]);
    want(told.answers[0][2].outcome === 'unknown' && told.answers[0][2].tries === 1, JSON.stringify(told.answers[0][2]));
    want(server.seen.filter((each) => each.method === method).length === 1, `it came ${server.seen.length - 2} times`);
  })])),
  'a kept connection dies under a write that may be repeated, and then the service': () => withServer({
    answer: (request, response) => { if (request.method === 'GET') return json(response, {}); server_.stop(); request.socket.destroy(); },
  }, async (server) => {
    server_ = server;
    const url = `${server.origin}/a`;
    const told = await ask({origin: server.origin}, [[{url}, {url, ...again}]]);
    want(told.answers[0][1].outcome === 'unknown', JSON.stringify(told.answers[0][1]));
  }),
  'a kept connection was closed meanwhile': () => withServer({
    answer: (request, response) => { response.on('finish', () => setTimeout(() => request.socket.destroy(), 5)); json(response, {}); },
  }, async (server) => {
    const url = `${server.origin}/a`;
    const told = await ask({origin: server.origin}, [[{url}, {url, ...post, delay: 0.6}]]);
    want(told.answers[0][1].outcome === 'done' && told.sent === 2 && server.seen.length === 2, JSON.stringify(told));
  }),

  // answers that are none
  'truncated by length': one(get, script(truncated, good), {outcome: 'done', status: 200, tries: 2}, 2),
  'truncated in chunks': one(get, script(broken, good), {outcome: 'done', status: 200, tries: 2}, 2),
  'truncated for ever': one(get, script(truncated), {outcome: 'not_done', status: 0, len: 0, tries: 3, kind: 'service-unreachable', failure: /broke off the connection three times/}, 3),
  'truncated answer to a write': one(post, script(truncated, good), {outcome: 'unknown', status: 0, len: 0, tries: 1}, 1),
  'a web page with 200': one(get, script(page, good), {outcome: 'done', status: 200, tries: 2}, 2),
  'web pages with 200': one(get, script(page), {outcome: 'not_done', status: 0, len: 0, tries: 3, kind: 'service-answer', failure: /sent a web page in place of JSON three times/}, 3),
  'a web page that calls itself JSON': one(get, script(status(200, '\n <html>', {'content-type': 'application/json'}), good), {outcome: 'done', status: 200, tries: 2}, 2),
  'a web page where a file is wanted': one({foreign: true}, script(page), {outcome: 'done', status: 200, type: 'text/html', tries: 1}, 1),
  'a web page in answer to a write': one(post, script(page, good), {outcome: 'unknown', status: 0, tries: 1}, 1),
  'JSON that calls itself text': one(get, script(status(200, '{"a":1}', {'content-type': 'text/plain'})), {outcome: 'done', status: 200, body: '{"a":1}', type: 'text/plain'}, 1),
  'malformed JSON is its reader’s business': one(get, script(status(200, '{"a":', {'content-type': 'application/json'})), {outcome: 'done', status: 200, body: '{"a":'}, 1),
  'no HTTP at all': one(get, raw('220 mail.example.com ESMTP\r\n'), {outcome: 'not_done', status: 0, tries: 3, kind: 'service-answer', failure: /is no HTTP/}),
  'a write to no HTTP at all': one(post, raw('220 mail.example.com ESMTP\r\n'), {outcome: 'unknown', status: 0, tries: 1}),
  'a head without an end': one(get, {raw: (socket) => { socket.on('error', () => {}); socket.write('HTTP/1.1 200 OK\r\n'); const line = `X: ${'x'.repeat(60000)}\r\n`; const more = () => { while (!socket.destroyed && socket.write(line)); }; socket.on('drain', more); more(); }}, {outcome: 'not_done', status: 0, tries: 3}),
  'an answer before the request was read': one({...large, repeat: 1_000_000}, {early: (request, response) => { response.writeHead(200, {connection: 'close'}); response.end('{}'); setTimeout(() => request.socket.destroy(), 100); }}, {outcome: 'unknown', status: 0, tries: 1, failure: /broke off/}, 1),
  'an error before the request was read': one(large, {early: (request, response) => { response.writeHead(413, {connection: 'close', 'content-length': 0}); response.flushHeaders(); request.resume().on('end', () => response.end()); }}, {outcome: 'done', status: 413, tries: 1}, 1),
  'words before the answer': one(post, {answer: (request, response) => { response.writeContinue(); response.writeEarlyHints({link: '</x>; rel=preload', location: '/wrong'}); json(response, {}); }}, {outcome: 'done', status: 200, location: ''}, 1),

  // size and time
  'more than glot takes': one(get, script(status(200, `"${'x'.repeat(20000)}"`, {'content-type': 'application/json'})), {outcome: 'not_done', status: 0, tries: 1, kind: 'service-answer', failure: /larger answer than glot takes/}, 1, {greatest: 10000}),
  'a bomb of gzip': one(get, script(status(200, gzipSync(Buffer.alloc(20_000_000)), {'content-encoding': 'gzip'})), {outcome: 'not_done', status: 0, tries: 1, failure: /larger answer than glot takes/}, 1, {greatest: 1_000_000}),
  'gzip': one(get, script(compressed('gzip', gzipSync)), {status: 200, len: 5011}, 1),
  'deflate': one(get, script(compressed('deflate', deflateSync)), {status: 200, len: 5011}, 1),
  'brotli': one(get, script(compressed('br', brotliCompressSync)), {status: 200, len: 5011}, 1),
  'gzip that is broken': one(get, script(compressed('gzip', () => Buffer.from('not gzip at all'))), {outcome: 'not_done', status: 0, kind: 'service-answer'}, 3),
  'no answer at all to a read': one(get, script(() => {}), {outcome: 'not_done', status: 0, tries: 2, failure: /did not answer in time twice within \d s/}, undefined, {request_seconds: 1, tries: 2}),
  'no answer at all to a write': one(post, script(() => {}), {outcome: 'unknown', status: 0, tries: 1, failure: /did not answer in time/}, 1, {request_seconds: 1.5}),
  'an answer that trickles': one(get, script(trickle), {outcome: 'not_done', status: 0, tries: 2, failure: /answered too slowly twice/}, 2, {slow_seconds: 0.3, tries: 2}),
  'an answer that begins late and flows': one(get, script(({response}) => { response.writeHead(200); let left = 15; const timer = setInterval(() => { response.write('x'.repeat(2000)); if (--left === 0) { clearInterval(timer); response.end(); } }, 100); }), {outcome: 'done', status: 200, len: 30000}, undefined, {slow_seconds: 0.8, request_seconds: 1.4}),
  'the deadline of the run': async () => {
    const told = await one(get, script(() => {}), {outcome: 'not_done', status: 0, tries: 1, failure: /the time for the whole run is over/}, 1, {total_seconds: 0.7})();
    want(told.answer.seconds < 10, `it took ${told.answer.seconds} s`);
  },
  'a large body is sent once, whole, without Expect': () => withServer(script(good), async (server) => {
    const told = await ask({origin: server.origin}, [[{url: `${server.origin}/a`, ...large, repeat: 400_000}]]);
    wantAnswer(told, {outcome: 'done', status: 200, tries: 1});
    want(server.seen[0].body.length === 8_000_000 && server.seen[0].headers['content-length'] === '8000000', 'its length differs');
    want(!('expect' in server.seen[0].headers) && !('transfer-encoding' in server.seen[0].headers), JSON.stringify(server.seen[0].headers));
  }),
  ...Object.fromEntries([['GET', ''], ['POST', '{}'], ['POST', ''], ['PATCH', '{}'], ['PUT', '{}'], ['DELETE', ''], ['DELETE', '{}']].map(([method, body]) => [`${method} ${body ? 'with' : 'without'} a body`, () => withServer(script(good), async (server) => {
    wantAnswer(await ask({origin: server.origin}, [[{url: `${server.origin}/a?b=c:d%3A`, method, body, type: body ? 'application/json' : ''}]]), {outcome: 'done', status: 200});
    const [seen] = server.seen;
    want(seen.method === method && seen.url === '/a?b=c:d%3A' && seen.body.toString() === body, JSON.stringify(seen));
    want(seen.headers['content-type'] === (body ? 'application/json' : undefined), JSON.stringify(seen.headers));
    want(/^glot\/\d/.test(seen.headers['user-agent']), seen.headers['user-agent']);
  })])),

  // origins
  'a redirect to another origin carries no token': () => withServer(script(({response}) => json(response, {content: 'fr'})), (storage) => withServer({
    answer: (request, response) => { response.writeHead(303, {location: `${storage.origin}/files/1?auth=JWT`}); response.end(); },
  }, async (server) => {
    const told = await ask({origin: server.origin, headers: {'X-Service': 'yes'}}, [[{url: `${server.origin}/job`, follow: true}]]);
    want(told.answers[0][0].status === 303 && told.answers[0][1].status === 200, JSON.stringify(told.answers));
    want(server.seen.length === 1 && server.seen[0].headers.authorization === `Bearer ${token}` && server.seen[0].headers['x-service'] === 'yes', 'the service was not told the token');
    want(storage.seen.length === 1 && storage.seen[0].url === '/files/1?auth=JWT', JSON.stringify(storage.seen));
    want(!JSON.stringify(storage.seen[0].headers).includes(token.slice(4)) && !('x-service' in storage.seen[0].headers), 'the storage was told the token');
  })),
  'a relative redirect': one(get, script(status(302, '', {location: '../b c/./d?e#f'})), {outcome: 'done', status: 302, location: /^http:\/\/127\.0\.0\.1:\d+\/b%20c\/d\?e$/, tries: 1}, 1),
  'a redirect for ever': one(get, script(({request, response}) => status(301, '', {location: request.url})({response})), {outcome: 'done', status: 301, tries: 1}, 1),
  'a redirect to a file': one(get, script(status(302, '', {location: 'file:///etc/passwd'})), {outcome: 'done', status: 302, location: ''}, 1),
  'a resource that was made': one(post, script(status(201, '{}', {location: '/resources/r1'})), {outcome: 'done', status: 201, location: /:\d+\/resources\/r1$/}, 1),
  'a link to another origin is not asked': () => withServer(script(good), (other) => withServer(script(good), async (server) => {
    const told = await ask({origin: server.origin}, [[{url: `${other.origin}/next`}]]);
    wantAnswer(told, {outcome: 'not_done', status: 0, tries: 0, failure: /another host than the service, so nothing was sent there/});
    want(other.seen.length === 0 && other.connections === 0, 'it was asked');
  })),
  'a plain origin elsewhere': async () => {
    const told = await ask({origin: 'http://service.test'}, [[{url: 'http://service.test/a'}]]);
    want(told.diags.length === 1 && told.sent === 0 && /encryption/.test(told.diags[0].message), JSON.stringify(told));
  },

  // TLS
  'a certificate that nobody knows': one(get, {...script(good), kind: 'https', certificate: ours}, {outcome: 'not_done', status: 0, tries: 1, kind: 'service-unreachable', failure: /could not be reached in safety: .*certificate/}, 0),
  'a certificate that the CA file knows': one(post, {...script(good), kind: 'https', certificate: ours}, {outcome: 'done', status: 200}, 1, {ca_file: ours.path}),
  'a certificate that the CA file does not know': one(post, {...script(good), kind: 'https', certificate: ours}, {outcome: 'not_done', status: 0, tries: 1}, 0, {ca_file: others.path}),
  'a certificate of another host': one(post, {...script(good), kind: 'https', certificate: others}, {outcome: 'not_done', status: 0, tries: 1, failure: /in safety/}, 0, {ca_file: others.path}),
  'no TLS where TLS is wanted': () => withServer(script(good), async (server) => {
    const origin = `https://127.0.0.1:${server.port}`;
    wantAnswer(await ask({origin}, [[{url: `${origin}/a`, ...post}]]), {outcome: 'not_done', status: 0, tries: 1, failure: /in safety/});
  }),
  'a CA file that is not there, or none': async () => {
    writeFileSync(join(work, 'none.pem'), 'hello');
    for (const [ca_file, words] of [[join(work, 'absent.pem'), /no such file/], [join(work, 'none.pem'), /no certificate/], [work, /./]]) {
      const told = await ask({origin: 'https://127.0.0.1:9', ca_file}, []);
      want(told.diags.length === 1 && words.test(told.diags[0].message) && told.diags[0].kind === 'file-unreadable', JSON.stringify(told.diags));
    }
  },

  // connections
  'one after the other on one connection': () => withServer(script(good), async (server) => {
    const told = await ask({origin: server.origin}, [Array.from({length: 30}, (_, i) => ({url: `${server.origin}/${i}`, ...(i % 3 ? get : post)}))]);
    want(told.answers[0].every((answer) => answer.status === 200) && server.seen.length === 30, 'not all came');
    want(server.connections === 1, `${server.connections} connections`);
  }),
  'side by side on no more connections than allowed': () => withServer({answer: (request, response) => setTimeout(() => json(response, {}), 5)}, async (server) => {
    const told = await ask({origin: server.origin, parallel: 4}, Array.from({length: 20}, (_, i) => [{url: `${server.origin}/${i}`}, {url: `${server.origin}/${i}b`, ...post}]));
    want(told.answers.flat().every((answer) => answer.status === 200) && server.seen.length === 40, 'not all came');
    want(server.connections <= 4, `${server.connections} connections`);
  }),
  'HTTP/2: all on one connection': () => withServer({...script(good), kind: 'http2', certificate: ours}, async (server) => {
    const told = await ask({origin: server.origin, ca_file: ours.path}, Array.from({length: 20}, (_, i) => [{url: `${server.origin}/${i}`}, {url: `${server.origin}/${i}`, ...large, repeat: 5000}]));
    want(told.answers.flat().every((answer) => answer.status === 200) && server.seen.length === 40, JSON.stringify(told.answers.flat().find((answer) => answer.status !== 200)));
    want(server.connections === 1 && server.seen.every(({version}) => version === '2.0'), `${server.connections} connections`);
    want(server.seen.every(({body, method}) => body.length === (method === 'POST' ? 100_000 : 0)), 'a body was cut');
  }),
  'HTTP/2: a stream that is reset under a write': one(post, {kind: 'http2', certificate: ours, answer: (request, response) => response.stream.close(2)}, {outcome: 'unknown', status: 0, tries: 1}, 1, {ca_file: ours.path}),
  'HTTP/2: a connection that goes away under reads': one(get, {kind: 'http2', certificate: ours, answer: (request, response, seen) => (seen.length < 3 ? request.stream.session.destroy() : json(response, {}))}, {outcome: 'done', status: 200}, undefined, {ca_file: ours.path}),

  'a program that sends nothing loads no library for it': () => {
    const librariesOf = (program, words, input) => spawnSync(program, words, {input, encoding: 'utf8', env: {PATH: process.env.PATH, LD_DEBUG: 'libs'}}).stderr.match(/(?<=find library=)[^ ;]*/g) ?? [];
    const isLoaded = (names) => names.some((name) => /curl|sqlite|microhttpd|libssl/.test(name));
    want(!isLoaded(librariesOf(glot, ['--version'])), 'glot --version loads them');
    want(isLoaded(librariesOf(driver, [], '{"options":{"origin":"https://127.0.0.1"}}\n')), 'and so it seems to be for those who send');
  },

  // proxies
  'a proxy is asked, and not told the token': () => withServer({...script(good), kind: 'https', certificate: ours}, (server) => withServer({
    answer: (request, response) => status(400)({response}),
    connect: (request, socket, head, seen) => {
      seen.push({method: 'CONNECT', url: request.url, headers: request.headers, body: null});
      const onward = connectTo(server.port, '127.0.0.1', () => { socket.write('HTTP/1.1 200 Connection established\r\nLocation: /wrong\r\n\r\n'); onward.pipe(socket).pipe(onward); });
      onward.on('error', () => {});
      socket.on('error', () => {});
    },
  }, async (proxy) => {
    const origin = `https://service.test:${server.port}`;
    const told = await ask({origin, ca_file: ours.path}, [[{url: `${origin}/a`, ...post}]], {environment: {https_proxy: proxy.origin}});
    wantAnswer(told, {outcome: 'done', status: 200, location: ''});
    want(proxy.seen.length === 1 && proxy.seen[0].method === 'CONNECT' && !JSON.stringify(proxy.seen).includes(token.slice(4)), JSON.stringify(proxy.seen));
    want(server.seen[0].headers.authorization === `Bearer ${token}`, 'the service was not told the token');
  })),
  'a proxy is not asked for this machine': () => withServer(script(good), (proxy) => withServer(script(good), async (server) => {
    wantAnswer(await ask({origin: server.origin}, [[{url: `${server.origin}/a`}]], {environment: {http_proxy: proxy.origin, all_proxy: proxy.origin}}), {outcome: 'done', status: 200});
    want(proxy.seen.length === 0 && server.seen.length === 1, 'it was asked');
  })),
  'a proxy that is not there': async () => {
    const told = await ask({origin: 'https://service.test'}, [[{url: 'https://service.test/a', ...post}]], {environment: {https_proxy: `http://127.0.0.1:${await closedPort()}`}});
    wantAnswer(told, {outcome: 'not_done', status: 0, tries: 3, kind: 'service-unreachable'});
  },
  'a proxy that refuses': () => withServer({connect: (request, socket) => socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n')}, async (proxy) => {
    const told = await ask({origin: 'https://service.test'}, [[{url: 'https://service.test/a', ...post}]], {environment: {https_proxy: proxy.origin}});
    wantAnswer(told, {outcome: 'not_done', status: 0, kind: 'service-unreachable', failure: /could not be reached three times within \d+ s: .*407/});
  }),

  // signals
  'SIGINT ends reads at once': () => withServer(script(() => {}), async (server) => {
    let told = ask({origin: server.origin}, [[{url: `${server.origin}/a`}], [{url: `${server.origin}/b`, delay: 30}]], {meanwhile: signalWhen(server, 'SIGINT')});
    told = await told;
    want(told.interrupted && told.signal === 'SIGINT' && told.seconds < 20, `${told.signal} after ${told.seconds} s`);
    want(told.answers.flat().length === 2 && told.answers.flat().every(({failure, outcome}) => /interrupted/.test(failure) && outcome === 'not_done'), JSON.stringify(told.answers));
  }),
  'SIGTERM while it waits for a retry': () => withServer(script(status(503, '', {'retry-after': '20'})), async (server) => {
    const told = await ask({origin: server.origin}, [[{url: `${server.origin}/a`, ...post}]], {meanwhile: signalWhen(server, 'SIGTERM', 200)});
    want(told.interrupted && told.signal === 'SIGTERM' && told.seconds < 20, `${told.signal} after ${told.seconds} s`);
    wantAnswer(told, {outcome: 'not_done', tries: 1});
  }),
  'a write under way may still be answered after SIGINT': () => withServer({answer: (request, response) => setTimeout(() => json(response, {}), 600)}, async (server) => {
    const told = await ask({origin: server.origin}, [[{url: `${server.origin}/a`, ...post}, {url: `${server.origin}/b`, ...post}]], {meanwhile: signalWhen(server, 'SIGINT')});
    want(told.interrupted && told.signal === 'SIGINT' && server.seen.length === 1, `${server.seen.length} requests`);
    want(told.answers[0][0].outcome === 'done' && told.answers[0][1].outcome === 'not_done', JSON.stringify(told.answers));
  }),
  'a write that is not answered after SIGINT is unknown': () => withServer(script(() => {}), async (server) => {
    const told = await ask({origin: server.origin}, [[{url: `${server.origin}/a`, ...post}]], {meanwhile: signalWhen(server, 'SIGINT')});
    want(told.signal === 'SIGINT' && told.seconds < 20, `${told.signal} after ${told.seconds} s`);
    wantAnswer(told, {outcome: 'unknown', tries: 1, failure: /interrupted/});
  }),
};

// ---- all of them, some at a time: most wait

const queue = Object.entries(cases).filter(([name]) => wanted.every((text) => name.includes(text)));
async function work_() {
  for (let next; (next = queue.shift());) {
    const [name, run] = next, began = performance.now();
    try {
      const told = await run();
      tally.passed++;
      if (process.env.VERBOSE) console.log(`${name}: ${(performance.now() - began).toFixed(0)} ms ${told?.answer ? JSON.stringify(told.answer) : ''}`);
    } catch (error) {
      tally.failed++;
      console.log(`FAILED ${name}: ${error.message}`);
    }
  }
}
await Promise.all(Array.from({length: 6}, work_));
conclude();
process.exit();
