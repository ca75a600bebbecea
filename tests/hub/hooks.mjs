#!/usr/bin/env node
// What the hub tells others: webhooks and callbacks, signed, and delivered in the end even if nobody listens at first.
// The last line is `N passed, N failed`.
import assert from 'node:assert/strict';
import {createHash, createHmac} from 'node:crypto';
import {createServer} from 'node:http';
import {Hub, finish, test, unit, xliff} from './hub.mjs';

// Collects letters; `refusals` are answered with 500 first.
const letters = [];
let refusals = 0;
const listener = createServer((letter, answer) => {
  let body = '';
  letter.on('data', (bytes) => { body += bytes; });
  letter.on('end', () => {
    answer.statusCode = refusals-- > 0 ? 500 : 200;
    if (answer.statusCode === 200) letters.push({headers: letter.headers, body, path: letter.url});
    answer.end();
  });
});
await new Promise((done) => listener.listen(0, '127.0.0.1', done));
const address = `http://127.0.0.1:${listener.address().port}/hook?a=b`;

async function wait(count) {
  for (let i = 0; letters.length < count && i < 300; i++) await new Promise((done) => setTimeout(done, 20));
  assert.equal(letters.length, count);
}

function check({headers, body}, secret) {
  const digest = createHash('md5').update(body).digest('hex');
  assert.equal(headers['x-tx-url'], address);
  assert.equal(headers['content-md5'], digest);
  assert.match(headers.date, /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/);
  const signed = `POST\n${address}\n${headers.date}\n${digest}`;
  assert.equal(headers['x-tx-signature-v2'], createHmac('sha256', secret).update(signed).digest('base64'));
  assert.equal(headers.authorization, undefined);
  assert.equal(headers['content-type'], 'application/json');
}

const hub = await Hub.start();
const hook = (attributes) => ({data: {type: 'project_webhooks', attributes,
  relationships: {project: {data: {type: 'projects', id: 'o:acme:p:web'}}}}});
await hub.createResource('en_xlf');
await hub.uploadSource('en_xlf', xliff(unit('a', 'Apple')));
let id;

await test('a webhook is made, listed, and refused where it cannot be one', async () => {
  const made = await hub.ask('POST', '/project_webhooks', hook({callback_url: address, event_type: 'translation_completed', secret_key: 's3cr3t'}));
  assert.equal(made.status, 201);
  id = made.json.data.id;
  assert.match(id, /^o:acme:p:web:w:[0-9a-f]{32}$/);
  assert.equal(made.json.data.attributes.secret_key, undefined);
  assert.equal((await hub.get('/project_webhooks?filter[organization]=o:acme')).json.data.length, 1);
  for (const bad of [{callback_url: 'ftp://a'}, {event_type: 'nothing'}, {callback_url: 'http://a\nb'}])
    assert.equal((await hub.ask('POST', '/project_webhooks', hook({callback_url: address, event_type: 'all_events', secret_key: 's', ...bad}))).status, 400);
});

await test('a language that is complete is told of once', async () => {
  await hub.uploadTranslations('en_xlf', 'de', xliff(unit('a', '', 'Apfel'), 'de'));
  await wait(1);
  check(letters[0], 's3cr3t');
  assert.deepEqual(JSON.parse(letters[0].body),
    {project: 'web', resource: 'en_xlf', language: 'de', event: 'translation_completed', translated: 100});
  await hub.uploadTranslations('en_xlf', 'de', xliff(unit('a', '', 'Apfel'), 'de'));
  await hub.uploadSource('en_xlf', xliff(unit('a', 'Apple') + unit('b', 'Bee')));
  await hub.uploadTranslations('en_xlf', 'de', xliff(unit('b', '', 'Biene'), 'de'));
  await wait(2);
});

await test('a job tells its end to a callback, signed with the token', async () => {
  await hub.ask('PATCH', `/project_webhooks/${id}`, {data: {type: 'project_webhooks', id, attributes: {active: false}}});
  await hub.uploadSource('en_xlf', xliff(unit('a', 'Apple')), {callback_url: address});
  await wait(3);
  check(letters[2], hub.token);
  const {data} = JSON.parse(letters[2].body);
  assert.equal(data.type, 'resource_strings_async_uploads');
  assert.equal(data.attributes.status, 'succeeded');
  assert.equal(data.attributes.location, `${hub.origin}/resource_strings_async_uploads/${data.id}`);
});

await test('a letter that is refused is kept, and the hub ends all the same', async () => {
  refusals = 1;
  await hub.uploadSource('en_xlf', xliff(unit('a', 'Apples')), {callback_url: address});
  for (let i = 0; refusals > 0 && i < 200; i++) await new Promise((done) => setTimeout(done, 20));
  assert.equal(refusals, 0);
  assert.equal(letters.length, 3);
  assert.deepEqual(await hub.end(), {status: 0, signal: null});
});

listener.close();
finish();
