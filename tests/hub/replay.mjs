#!/usr/bin/env node
// Traffic that official clients sent, recorded byte by byte beside the repository, sent to the hub request by request.
// What a client asked for must succeed (2xx, 303), but where the recorder said 404 as well. The last line is
// `N passed, N failed`.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {request} from 'node:http';
import {join} from 'node:path';
import {Hub, finish, shared, test, unit, work, xliff} from './hub.mjs';

const folder = shared('transifex-wire');
if (!folder) {
  console.log('SKIPPED hub/replay: there is no recorded traffic beside the repository');
  console.log('1 passed, 0 failed');
  process.exit(0);
}

// One recorded exchange: {method, path, headers, body, status}.
function parse(text) {
  const exchanges = [];
  const starts = [...text.matchAll(/^> (GET|POST|PATCH|DELETE|PUT) (\S+)$/gm)];
  starts.forEach((start, i) => {
    const block = text.slice(start.index, starts[i + 1]?.index ?? text.length);
    const head = block.split('\n');
    const headers = {};
    let body = null, line = 1;
    for (; line < head.length; line++) {
      const header = /^ {2}([a-z-]+): (.*)$/.exec(head[line]);
      if (!header) break;
      headers[header[1]] = header[2];
    }
    const found = /^ {2}body\((\d+)\): ([\s\S]*?)\n?(?=^< \d{3}|(?![\s\S]))/m.exec(block);
    if (found) {
      body = found[2].replaceAll('\\r\\n', '\r\n');
      headers['content-length'] = String(Buffer.byteLength(body));
      exchanges.lengths = (exchanges.lengths ?? []).concat([[Number(found[1]), Buffer.byteLength(body)]]);
    }
    exchanges.push({method: start[1], path: start[2], headers, body, status: Number(/^< (\d{3})/m.exec(block)?.[1])});
  });
  return exchanges;
}

// As raw as the client sent it: no library touches the address.
const send = (hub, {method, path, headers, body}) => new Promise((done, fail) => {
  const {hostname, port} = new URL(hub.origin);
  const sent = request({hostname, port, method, path, headers}, (answer) => {
    let text = '';
    answer.on('data', (bytes) => { text += bytes; });
    answer.on('end', () => done({status: answer.statusCode, headers: answer.headers, text}));
  });
  sent.on('error', fail);
  sent.end(body ?? undefined);
});

// Ids that the recorder made up, and those that the hub has in their stead.
const rewrite = (known, text) => [...known].sort(([a], [b]) => b.length - a.length)
  .reduce((made, [old, now]) => made.replaceAll(old, now), text);

async function replay(hub, exchanges) {
  const known = new Map();
  for (const one of exchanges) {
    const headers = {...one.headers, ...(one.headers.authorization ? {authorization: hub.authorization} : {})};
    delete headers['content-length'];
    if (one.body !== null) headers['content-length'] = String(Buffer.byteLength(one.body));
    const path = rewrite(known, one.path);
    const answer = await send(hub, {...one, headers, path});
    const expected = one.status === 404 && answer.status === 404;
    assert.ok(expected || (answer.status >= 200 && answer.status < 304),
      `${one.method} ${one.path}: ${answer.status} ${answer.text.slice(0, 300)}`);
    const old = /"id":"([0-9a-f-]{36})"/.exec(one.answer ?? '')?.[1];
    const now = /"id":"([0-9a-f-]{36})"/.exec(answer.text)?.[1];
    if (old && now) known.set(old, now);
    if (answer.headers.location && one.location) known.set(one.location, answer.headers.location.replace(hub.origin, ''));
  }
}

const withAnswers = (text) => {
  const exchanges = parse(text);
  const answers = [...text.matchAll(/^< (\d{3}) ?([^\n]*)$/gm)];
  exchanges.forEach((one, i) => {
    one.answer = answers[i]?.[2] ?? '';
    const location = /"Location":"http:\/\/[^/"]+([^"]*)"/.exec(one.answer);
    if (location) one.location = location[1];
  });
  return exchanges;
};

const source = xliff(unit('a', 'Hi'));

// File, what the project needs beforehand.
const logs = [
  ['js-api', ['en_xlf']],
  ['push_new', ['en_xlf']],
  ['newres', []],
  ['pull_all', ['en_xlf']],
  ['branch', ['en_xlf']],
  ['del', ['en_xlf']],
  ['addr', ['en_xlf']],
  ['pusha', ['en_xlf']],
  ['xl', ['en_xlf']],
  ['txpy', ['en_xlf']],
  ['curl', ['en_xlf']],
];

const hub = await Hub.start({languages: 'de,fr,fr_FR,pt_BR', options: ['--rate', '0'], env: {GLOT_SERVE_TOKEN: '1/testtoken'}});
hub.token = '1/testtoken';
hub.authorization = 'Bearer 1/testtoken';

for (const [name, resources] of logs)
  await test(name, async () => {
    for (const {id} of (await hub.get('/resources?filter[project]=o:acme:p:web')).json.data)
      assert.equal((await hub.ask('DELETE', `/resources/${id}`)).status, 204);
    for (const slug of resources) {
      await hub.createResource(slug);
      await hub.uploadSource(slug, source);
    }
    const exchanges = withAnswers(readFileSync(join(folder, `${name}.log`), 'utf8'));
    assert.ok(exchanges.length > 0);
    for (const [said, found] of exchanges.lengths ?? []) assert.equal(found, said, 'the body was not read as it was sent');
    await replay(hub, exchanges);
  });
await hub.end();

// delivery's syncer works on a resource without a file, whose strings it makes and deletes itself.
await test('strings', async () => {
  const hub = await Hub.start({data: join(work, 'strings.db'), languages: 'de', env: {GLOT_SERVE_TOKEN: '1/pub:secret'}});
  hub.token = '1/pub:secret';
  hub.authorization = 'ULF 1/pub:secret';
  await hub.createResource('en_xlf');
  const keys = Array.from({length: 400}, (_, i) => `k${i}`);
  for (let i = 0; i < keys.length; i += 100)
    assert.equal((await hub.bulk('POST', '/resource_strings', keys.slice(i, i + 100).map((key) => ({
      type: 'resource_strings', attributes: {key, strings: {other: `Old ${key}`}},
      relationships: {resource: {data: {type: 'resources', id: 'o:acme:p:web:r:en_xlf'}}},
    })))).status, 201);
  const exchanges = withAnswers(readFileSync(join(folder, 'strings.log'), 'utf8'))
    .filter(({path}) => !path.includes('page[cursor]')); // the recorder's own cursors
  await replay(hub, exchanges);
  await hub.end();
});

finish();
