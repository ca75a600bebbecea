#!/usr/bin/env node
// kill -9 at any moment loses no write that was acknowledged, and leaves none by half. And what is exported is all that
// there is. The last line is `N passed, N failed`.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {readFileSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {Hub, finish, test, unit, work, xliff} from './hub.mjs';
import {glot} from '../suite.mjs';

const keys = Array.from({length: 40}, (_, i) => `k${i}`);
const rounds = Number(process.env.ROUNDS ?? 5);

await test('what was acknowledged is there after each of many kills', async () => {
  let hub = await Hub.start({options: ['--rate', '0']});
  const token = hub.token;
  await hub.createResource('en_xlf');
  await hub.uploadSource('en_xlf', xliff(keys.map((key) => unit(key, `Text ${key}`)).join('')));
  const strings = (await hub.get('/resource_strings?filter[resource]=o:acme:p:web:r:en_xlf')).json.data;
  const acknowledged = {}, sent = {};
  let writes = 0;
  for (let round = 0; round < rounds; round++) {
    let isOver = false;
    const writer = async (worker) => {
      for (let i = worker; !isOver; i = (i + 3) % strings.length) {
        const {id, attributes: {key}} = strings[i], other = `${key} ${round} ${writes}`;
        sent[key] = other;
        try {
          const answer = await hub.ask('PATCH', `/resource_translations/${id}:l:de`,
            {data: {type: 'resource_translations', id: `${id}:l:de`, attributes: {strings: {other}}}});
          if (answer.status !== 200) throw new Error(answer.text);
          acknowledged[key] = other;
          writes++;
        } catch (error) {
          if (!isOver) throw error;
        }
      }
    };
    // Each worker has strings of its own: what it sent last is either there or not.
    const workers = [0, 1, 2].map((worker) => writer(worker).catch((error) => { if (!isOver) throw error; }));
    await new Promise((done) => setTimeout(done, 40 + 37 * round % 120));
    isOver = true;
    await hub.end('SIGKILL');
    await Promise.all(workers);
    hub = await Hub.start({options: ['--rate', '0']});
    assert.equal(hub.token, 'The token was printed when the project was made.');
    hub.token = token;
    const found = await hub.texts('en_xlf', 'de');
    for (const key of keys)
      assert.ok(found[key] === (acknowledged[key] ?? null) || found[key] === sent[key],
        `${key}: ${found[key]} is neither ${acknowledged[key]} nor ${sent[key]}`);
    for (const key of keys) if (found[key]) acknowledged[key] = found[key];
  }
  assert.ok(writes > rounds, `only ${writes} writes`);
  await hub.end();
});

await test('an upload that is killed is there as a whole or not at all', async () => {
  const data = join(work, 'upload.db');
  let hub = await Hub.start({data, options: ['--rate', '0']});
  const token = hub.token, many = Array.from({length: 2000}, (_, i) => `k${i}`);
  await hub.createResource('en_xlf');
  const file = (version) => xliff(many.map((key) => unit(key, `${version} ${key}`)).join(''));
  await hub.uploadSource('en_xlf', file(0));
  for (let version = 1; version <= 3; version++) {
    const upload = hub.uploadSource('en_xlf', file(version)).catch(() => {});
    await new Promise((done) => setTimeout(done, 15 * version));
    await hub.end('SIGKILL');
    await upload;
    hub = await Hub.start({data, options: ['--rate', '0']});
    hub.token = token;
    const versions = new Set(Object.values(await hub.texts('en_xlf', undefined, '&limit=1000')).map((text) => text.split(' ')[0]));
    assert.equal(versions.size, 1);
    assert.equal((await hub.get('/resources/o:acme:p:web:r:en_xlf')).json.data.attributes.string_count, many.length);
    assert.match(String(await hub.download('en_xlf')), new RegExp(`<source>${[...versions][0]} k0<`));
  }
  await hub.end();
});

await test('an export holds everything, and an import begins new data with it', async () => {
  const data = join(work, 'hub.db'), archive = join(work, 'archive.json'), again = join(work, 'again.json');
  const run = (...options) => spawnSync(glot, ['serve', ...options], {encoding: 'utf8'});
  assert.equal(run('--data', data, '--export', archive).status, 0);
  assert.equal(statSync(archive).mode & 0o077, 0, 'others can read it');
  assert.equal(run('--data', join(work, 'new.db'), '--import', archive, '--export', again).status, 0);
  assert.equal(readFileSync(again, 'utf8'), readFileSync(archive, 'utf8'));
  assert.ok(JSON.parse(readFileSync(archive, 'utf8')).translation.length > 0);
  const twice = run('--data', data, '--import', archive);
  assert.equal(twice.status, 3, twice.stderr);
  assert.match(twice.stderr, /hold projects already/);
  writeFileSync(again, readFileSync(archive, 'utf8').replace('"slug":"web"', '"slug":7'));
  assert.match(run('--data', join(work, 'bad.db'), '--import', again).stderr, /lacks a value here/);
});

finish();
