#!/usr/bin/env node
// How the hub is reached: TLS, proxies, tokens from outside, large bodies, the access log. The last line is
// `N passed, N failed`.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {statSync, writeFileSync} from 'node:fs';
import {request} from 'node:http';
import {get as getSecurely} from 'node:https';
import {connect} from 'node:net';
import {join} from 'node:path';
import {Hub, finish, test, unit, work, xliff} from './hub.mjs';

await test('TLS, with a certificate and its key', async () => {
  const key = join(work, 'key.pem'), cert = join(work, 'cert.pem');
  const made = spawnSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes',
    '-keyout', key, '-out', cert, '-days', '2', '-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1']);
  assert.equal(made.status, 0, String(made.stderr));
  const hub = await Hub.start({data: join(work, 'tls.db'), options: ['--cert', cert, '--key', key]});
  assert.match(hub.origin, /^https:\/\/127\.0\.0\.1:\d+$/);
  const body = await new Promise((done, fail) => {
    getSecurely(`${hub.origin}/organizations`, {rejectUnauthorized: false, headers: {authorization: `Bearer ${hub.token}`}}, (answer) => {
      let text = '';
      answer.on('data', (bytes) => { text += bytes; });
      answer.on('end', () => done(text));
    }).on('error', fail);
  });
  assert.equal(JSON.parse(body).data[0].links.self, `${hub.origin}/organizations/o:acme`);
  assert.deepEqual(await hub.end('SIGINT'), {status: 0, signal: null});
  writeFileSync(key, 'no key');
  await assert.rejects(Hub.start({data: join(work, 'tls.db'), options: ['--cert', cert, '--key', key]}), /hub-address/);
});

await test('behind a proxy links begin where the client is; elsewhere nobody is believed', async () => {
  const headers = {'x-forwarded-proto': 'https', 'x-forwarded-host': 'hub.example.org'};
  const self = async (hub) => (await hub.ask('GET', '/organizations', undefined, headers)).json.data[0].links.self;
  const behind = await Hub.start({data: join(work, 'proxy.db'), options: ['--behind-proxy']});
  assert.equal(await self(behind), 'https://hub.example.org/organizations/o:acme');
  await behind.end();
  const open = await Hub.start({data: join(work, 'open.db')});
  assert.equal(await self(open), `${open.origin}/organizations/o:acme`);
  await open.end();
});

await test('a token from a file is good, beside those of before', async () => {
  const data = join(work, 'token.db'), file = join(work, 'token');
  const first = await Hub.start({data});
  await first.end();
  writeFileSync(file, '1/mine\n');
  const hub = await Hub.start({data, options: ['--token-file', file]});
  assert.equal(hub.token, 'The token is the one that was given.');
  for (const token of [first.token, '1/mine']) {
    hub.token = token;
    assert.equal((await hub.get('/organizations')).status, 200);
  }
  assert.equal(statSync(data).mode & 0o077, 0, 'others can read the data');
  await hub.end();
});

await test('a large body that waits to be asked for is asked for', async () => {
  const hub = await Hub.start({data: join(work, 'large.db')});
  await hub.createResource('en_xlf');
  const body = '--b\r\nContent-Disposition: form-data; name="resource"\r\n\r\no:acme:p:web:r:en_xlf\r\n--b\r\n' +
    `Content-Disposition: form-data; name="content"; filename="a.xlf"\r\n\r\n${xliff(unit('a', 'A'.repeat(3_000_000)))}\r\n--b--\r\n`;
  const status = await new Promise((done, fail) => {
    const sent = request(new URL(hub.origin), {method: 'POST', path: '/resource_strings_async_uploads', headers: {
      authorization: `Bearer ${hub.token}`, 'content-type': 'multipart/form-data; boundary=b', 'content-length': body.length, expect: '100-continue',
    }}, (answer) => { answer.resume(); answer.on('end', () => done(answer.statusCode)); });
    sent.on('continue', () => sent.end(body));
    sent.on('error', fail);
    sent.flushHeaders();
  });
  assert.equal(status, 202);
  assert.equal((await hub.texts('en_xlf')).a.length, 3_000_000);
  await hub.end();
});

await test('the access log has a line for each request, and no credential', async () => {
  const hub = await Hub.start({data: join(work, 'log.db'), options: ['-v']});
  await hub.createResource('en_xlf');
  await hub.uploadSource('en_xlf', xliff(unit('a', 'A')));
  await hub.download('en_xlf');
  await hub.ask('GET', '/nowhere');
  await hub.end();
  assert.ok(!hub.err.includes(hub.token.slice(2)) && !/auth=[^…]/.test(hub.err), hub.err);
  const lines = hub.err.trim().split('\n').map((line) => line.replace(/[0-9a-f-]{36}/g, 'ID').replace(/ \d+$/, ' N'));
  assert.deepEqual(lines, [
    '201 POST /resources N', '202 POST /resource_strings_async_uploads N', '200 GET /resource_strings_async_uploads/ID N',
    '202 POST /resource_strings_async_downloads N', '303 GET /resource_strings_async_downloads/ID N',
    '200 GET /storage/files/ID-file?auth=… N', '404 GET /nowhere N',
  ]);
});

await test('who waits behind as many connections as there may be is let in when one of them ends', async () => {
  const hub = await Hub.start({data: join(work, 'crowd.db')}), {port} = new URL(hub.origin);
  const crowd = await Promise.all(Array.from({length: 256}, () => new Promise((done) => {
    const socket = connect(port, '127.0.0.1', () => done(socket));
  })));
  const waiting = hub.get('/organizations'), asked = Date.now();
  await new Promise((done) => setTimeout(done, 500)); // it is at the door
  crowd.pop().destroy();
  assert.equal((await waiting).status, 200);
  assert.ok(Date.now() - asked < 20_000, 'it was let in when another event came'); // idle connections end after 30 s
  for (const socket of crowd) socket.destroy();
  await hub.end();
});

await test('a port is of one hub alone, and free again when that ends', async () => {
  const first = await Hub.start({data: join(work, 'port.db')}), options = ['--port', new URL(first.origin).port];
  await assert.rejects(Hub.start({data: join(work, 'other.db'), options}), /cannot listen on 127\.0\.0\.1/);
  const waiting = connect(options[1], '127.0.0.1'); // the hub ends this connection, whose address then waits
  await first.get('/organizations');
  await first.end();
  waiting.destroy();
  const again = await Hub.start({data: join(work, 'port.db'), options});
  await again.end();
});

await test('two projects live in one file, and see nothing of each other', async () => {
  const data = join(work, 'two.db');
  const first = await Hub.start({data});
  await first.createResource('en_xlf');
  await first.end();
  const second = await Hub.start({data, project: 'acme/shop'});
  assert.equal((await second.get('/projects?filter[organization]=o:acme')).json.data[0].id, 'o:acme:p:shop');
  assert.equal((await second.get('/projects/o:acme:p:web')).status, 404);
  assert.equal((await second.get('/resources/o:acme:p:web:r:en_xlf')).status, 404);
  second.token = first.token;
  assert.equal((await second.get('/resources/o:acme:p:web:r:en_xlf')).status, 200);
  await second.end();
  await assert.rejects(Hub.start({data, project: 'acme/shop', env: {GLOT_SERVE_TOKEN: first.token}}), /opens another project/);
});

await test('a project knows its own source language', async () => {
  const data = join(work, 'source.db'), source = async (hub) =>
    (await hub.get('/projects/o:acme:p:web')).json.data.relationships.source_language.data.id;
  const hub = await Hub.start({data, options: ['--source', 'pt_BR']});
  assert.equal(await source(hub), 'l:pt_BR');
  await hub.end();
  await assert.rejects(Hub.start({data, options: ['--source', 'en']}), /not written in "en"/);
  const again = await Hub.start({data});
  again.token = hub.token;
  assert.equal(await source(again), 'l:pt_BR');
  await again.end();
});

finish();
