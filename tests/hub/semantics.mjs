#!/usr/bin/env node
// What the hub does with sources and translations: the semantics of the service that it stands in for, of which some
// carry real losses. The last line is `N passed, N failed`.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {request} from 'node:http';
import {join} from 'node:path';
import {glot} from '../suite.mjs';
import {Hub, finish, shared, test, unit, work, xliff} from './hub.mjs';

const hub = await Hub.start({languages: 'de,fr,pt_BR', options: ['--rate', '0']});
const id = (slug, rest = '') => `o:acme:p:web:r:${slug}${rest}`;
let number = 0;
// A resource with two strings, both in German.
async function fresh() {
  const slug = `r${number++}`;
  assert.equal((await hub.createResource(slug)).status, 201);
  await hub.uploadSource(slug, xliff(unit('a', 'Apple') + unit('b', 'Bee')));
  await hub.uploadTranslations(slug, 'de', xliff(unit('a', 'Apple', 'Apfel') + unit('b', 'Bee', 'Biene'), 'de'));
  return slug;
}
const stringId = async (slug, key) =>
  (await hub.get(`/resource_strings?filter[resource]=${id(slug)}&filter[key]=${key}`)).json.data[0].id;
const patch = (type, one, attributes) => hub.ask('PATCH', `/${type}/${one}`, {data: {type, id: one, attributes}});

// ---- bytes

const authentik = shared('xliff/dev/authentik');
if (!authentik) console.log('SKIPPED hub/semantics: there are no real catalogs beside the repository');
else
  await test('a download of a real project is what Transifex has made of it, bit for bit', async () => {
    await hub.ask('POST', '/projects/o:acme:p:web/relationships/languages', {data: [{type: 'languages', id: 'l:ar_AA'}]});
    await hub.createResource('authentik');
    const real = readFileSync(join(authentik, 'ar_AA.xlf'));
    const counts = (await hub.uploadSource('authentik', readFileSync(join(authentik, 'transifex/en.xlf')))).details;
    assert.equal(counts.strings_created, 3093);
    assert.equal((await hub.uploadTranslations('authentik', 'ar_AA', real)).details.translations_created, 3093);
    assert.ok(real.equals(await hub.download('authentik', 'ar_AA')));
    assert.equal((await hub.statistics('authentik', 'ar_AA')).translated_strings, 3093);
  });

await test('quotes of texts are references in downloads and characters in the interface', async () => {
  await hub.createResource('quotes');
  await hub.uploadSource('quotes', xliff(unit('a', `Say "it's" <x id="0" equiv-text="&quot;'"/> &amp; go`)));
  assert.deepEqual(await hub.texts('quotes'), {a: `Say "it's" <x id="0" equiv-text="&quot;'"/> &amp; go`});
  const one = `${await stringId('quotes', 'a')}:l:pt_BR`;
  await patch('resource_translations', one, {strings: {other: `Diga "o'que" <x id="0" equiv-text="'"/>`}});
  const text = String(await hub.download('quotes', 'pt_BR'));
  assert.ok(text.includes(`<source>Say &quot;it&apos;s&quot; <x id="0" equiv-text="&quot;'"/> &amp; go</source>`));
  assert.ok(text.includes(`  <target>Diga &quot;o&apos;que&quot; <x id="0" equiv-text="'"/></target>\n`));
  assert.ok(text.includes('<file target-language="pt-BR" source-language="en"'));
  assert.ok(!text.endsWith('\n'));
});

await test('a source is downloaded as it was sent, with line ends, comments and what is between units', async () => {
  await hub.createResource('bytes');
  const bytes = '\ufeff<?xml version="1.0"?>\r\n<!-- a --><xliff   version=\'1.2\'>\r\n<file original="o"><body><!-- b -->\r\n' +
    '<trans-unit id="a"><source>A</source></trans-unit>\r\n</body></file></xliff>\r\n';
  await hub.uploadSource('bytes', bytes);
  assert.equal((await hub.download('bytes')).toString(), bytes);
  const text = String(await hub.download('bytes', 'fr'));
  assert.equal(text, '<?xml version="1.0" ?><!-- a --><xliff version=\'1.2\'>\r\n<file original="o" target-language="fr">' +
    '<body><!-- b -->\r\n<trans-unit id="a"><source>A</source></trans-unit>\r\n</body></file></xliff>');
});

await test('base64 goes both ways', async () => {
  const slug = await fresh();
  const plain = String(await hub.download(slug, 'de'));
  const coded = String(await hub.download(slug, 'de', {content_encoding: 'base64'}));
  assert.equal(Buffer.from(coded, 'base64').toString(), plain);
});

await test('modes choose what is filled in', async () => {
  const slug = await fresh();
  await patch('resource_translations', `${await stringId(slug, 'a')}:l:de`, {reviewed: true});
  const targets = async (mode) => [...String(await hub.download(slug, 'de', {mode})).matchAll(/<target>(.*?)<\/target>/g)].map((m) => m[1]);
  assert.deepEqual(await targets('default'), ['Apfel', 'Biene']);
  assert.deepEqual(await targets('reviewed'), ['Apfel']);
  assert.deepEqual(await targets('proofread'), []);
  assert.deepEqual(await targets('sourceastranslation'), ['Apfel', 'Biene']);
  await patch('resource_translations', `${await stringId(slug, 'b')}:l:de`, {strings: null});
  assert.deepEqual(await targets('sourceastranslation'), ['Apfel', 'Bee']);
  const missing = String(await hub.download(slug, 'de', {mode: 'untranslated'}));
  assert.ok(!missing.includes('id="a"') && missing.includes('id="b"') && !missing.includes('\n\n'));
});

// ---- uploads of sources

await test('an upload adds, updates, skips and deletes, and counts it', async () => {
  const slug = await fresh();
  const {status, details} = await hub.uploadSource(slug, xliff(unit('a', 'Apple') + unit('c', 'Cat')));
  assert.equal(status, 'succeeded');
  assert.deepEqual(details, {strings_created: 1, strings_updated: 0, strings_skipped: 1, strings_deleted: 1});
  assert.deepEqual(await hub.texts(slug), {a: 'Apple', c: 'Cat'});
  assert.deepEqual(await hub.texts(slug, 'de'), {a: 'Apfel', c: null});
});

await test('a changed text loses its translations, unless they are kept', async () => {
  const slug = await fresh();
  await hub.uploadSource(slug, xliff(unit('a', 'Apples') + unit('b', 'Bee')), {keep_translations: 'true'});
  assert.deepEqual(await hub.texts(slug, 'de'), {a: 'Apfel', b: 'Biene'});
  await hub.uploadSource(slug, xliff(unit('a', 'Apples') + unit('b', 'Bees')));
  assert.deepEqual(await hub.texts(slug, 'de'), {a: 'Apfel', b: null});
});

await test('a text that was edited here is protected from the file, unless it is to be replaced', async () => {
  const slug = await fresh();
  const one = await stringId(slug, 'a');
  assert.equal((await patch('resource_strings', one, {strings: {other: 'The apple'}})).status, 200);
  assert.deepEqual(await hub.texts(slug, 'de'), {a: 'Apfel', b: 'Biene'}); // kept by default there
  assert.equal((await hub.uploadSource(slug, xliff(unit('a', 'An apple') + unit('b', 'Bee')))).details.strings_skipped, 2);
  assert.equal((await hub.texts(slug)).a, 'The apple');
  assert.match(String(await hub.download(slug)), /<source>The apple<\/source>/);
  await hub.uploadSource(slug, xliff(unit('a', 'An apple') + unit('b', 'Bee')), {replace_edited_strings: 'true'});
  assert.equal((await hub.texts(slug)).a, 'An apple');
  const {json} = await hub.get(`/resource_strings_revisions?filter[resource_string][resource]=${id(slug)}`);
  assert.deepEqual(json.data.map(({attributes}) => attributes.strings.other), ['Apple', 'The apple']);
});

// What tx reads is honoured, so that a project changes nothing when it goes over to glot.
await test('a push replaces what was edited here where .tx/config says so', async () => {
  const slug = await fresh(), project = join(work, slug), config = join(project, '.tx/config');
  mkdirSync(join(project, '.tx'), {recursive: true});
  writeFileSync(join(project, 'glot.json'), JSON.stringify({sourceLocale: 'en', locales: ['de'], sources: ['*.ts'], catalogs: {folder: '.'}}));
  writeFileSync(join(project, 'en.xlf'), xliff(unit('a', 'Apple') + unit('b', 'Bee')));
  const push = (flag) => {
    writeFileSync(config, `[main]\nhost = ${hub.origin}\n[${id(slug)}]\nfile_filter = <lang>.xlf\nsource_file = en.xlf\n` +
      `source_lang = en\ntype = XLIFF\nreplace_edited_strings = ${flag}\n`);
    const run = spawnSync(glot, ['push', '--allow-loss'], {cwd: project, encoding: 'utf8', env: {...process.env, TX_HOSTNAME: hub.origin, TX_TOKEN: hub.token}});
    assert.ok(run.status < 2, run.stderr);
    return run.stderr;
  };
  push('false');
  await patch('resource_strings', await stringId(slug, 'a'), {strings: {other: 'The apple'}});
  assert.match(push('false'), /was edited at the service/);
  assert.equal((await hub.texts(slug)).a, 'The apple');
  assert.doesNotMatch(push('true'), /was edited at the service/);
  assert.equal((await hub.texts(slug)).a, 'Apple');
});

await test('an empty file is accepted, and deletes all', async () => {
  const slug = await fresh();
  assert.equal((await hub.uploadSource(slug, '')).details.strings_deleted, 2);
  assert.deepEqual(await hub.texts(slug), {});
});

await test('a file that cannot be read fails the job and changes nothing', async () => {
  const slug = await fresh();
  for (const bad of ['<xliff>', '<xliff><trans-unit id="a"><source>A</source></trans-unit><trans-unit id="a"><source>B</source></trans-unit></xliff>',
    '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', '<x><trans-unit><source>A</source></trans-unit></x>']) {
    const {status, errors, details} = await hub.uploadSource(slug, bad);
    assert.equal(status, 'failed');
    assert.equal(errors[0].code, 'parse_error');
    assert.match(errors[0].detail, /^line 1: /);
    assert.equal(details, null);
  }
  assert.deepEqual(await hub.texts(slug, 'de'), {a: 'Apfel', b: 'Biene'});
});

// ---- translations

await test('unknown ids, blank targets and equal texts change nothing', async () => {
  const slug = await fresh();
  const before = await hub.statistics(slug, 'de');
  const {details} = await hub.uploadTranslations(slug, 'de', xliff(unit('a', 'Apple', 'Apfel') + unit('b', 'Bee', ' ') + unit('z', 'Z', 'Zett'), 'de'));
  assert.deepEqual(details, {translations_created: 0, translations_updated: 0});
  assert.deepEqual(await hub.statistics(slug, 'de'), before);
});

await test('a changed text resets the marks, unless they come along', async () => {
  const slug = await fresh();
  const one = `${await stringId(slug, 'a')}:l:de`;
  const marks = (answer) => [answer.json.data.attributes.reviewed, answer.json.data.attributes.proofread];
  assert.deepEqual(marks(await patch('resource_translations', one, {reviewed: true})), [true, false]);
  assert.deepEqual(marks(await patch('resource_translations', one, {strings: {other: 'Apfel'}})), [true, false]);
  assert.deepEqual(marks(await patch('resource_translations', one, {strings: {other: 'Äpfel'}})), [false, false]);
  assert.deepEqual(marks(await patch('resource_translations', one, {strings: {other: 'Apfel'}, reviewed: true, proofread: true})), [true, true]);
  await hub.uploadTranslations(slug, 'de', xliff(unit('a', 'Apple', 'Apfelsine'), 'de'));
  assert.deepEqual(marks(await hub.get(`/resource_translations/${one}`)), [false, false]);
  await hub.uploadTranslations(slug, 'de', xliff(unit('a', 'Apple', 'Apfelsine', ' approved="yes"'), 'de'));
  assert.deepEqual(marks(await hub.get(`/resource_translations/${one}`)), [true, false]);
});

await test('a bulk call changes all or nothing, at most 150', async () => {
  const slug = await fresh();
  const ids = [`${await stringId(slug, 'a')}:l:fr`, `${await stringId(slug, 'b')}:l:fr`];
  const objects = (texts) => texts.map((other, i) => ({type: 'resource_translations', id: ids[i] ?? ids[0], attributes: {strings: {other}}}));
  const bad = await hub.bulk('PATCH', '/resource_translations', objects(['Pomme', 'a < b']));
  assert.equal(bad.status, 400);
  assert.equal(bad.json.errors[0].source.pointer, '/data/1/attributes/strings');
  assert.deepEqual(await hub.texts(slug, 'fr'), {a: null, b: null});
  assert.equal((await hub.bulk('PATCH', '/resource_translations', objects(['Pomme', 'Abeille']))).status, 200);
  assert.deepEqual(await hub.texts(slug, 'fr'), {a: 'Pomme', b: 'Abeille'});
  assert.equal((await hub.bulk('PATCH', '/resource_translations', objects(Array(151).fill('x')))).status, 400);
  const mixed = await hub.bulk('PATCH', '/resource_translations', [...objects(['P']), {...objects(['Q'])[0], id: ids[1].replace('l:fr', 'l:de')}]);
  assert.equal(mixed.status, 400);
});

await test('lists come in pages, which hold everything once', async () => {
  await hub.createResource('many');
  const keys = Array.from({length: 400}, (_, i) => `k${i}`);
  await hub.uploadSource('many', xliff(keys.map((key) => unit(key, `Text ${key}`)).join('')));
  await hub.uploadTranslations('many', 'de', xliff(keys.slice(0, 200).map((key) => unit(key, 'x', `DE ${key}`)).join(''), 'de'));
  assert.deepEqual(Object.keys(await hub.texts('many')), keys);
  const german = await hub.texts('many', 'de', '&limit=170');
  assert.deepEqual(keys.map((key) => german[key]), keys.map((key, i) => (i < 200 ? `DE ${key}` : null)));
  assert.equal(Object.keys(await hub.texts('many', 'de', '&filter[translated]=true')).length, 200);
  assert.equal((await hub.get(`/resource_strings?filter[resource]=${id('many')}&limit=1001`)).status, 400);
  assert.equal((await hub.get(`/resource_strings?filter[resource]=${id('many')}&limit=149`)).status, 400);
  assert.equal((await hub.get(`/resource_strings?filter[resource]=${id('many')}&page[cursor]=zz`)).status, 400);
});

// ---- change detection

await test('every change has a later time than all before, and no other language a new one', async () => {
  const slug = await fresh();
  const one = `${await stringId(slug, 'a')}:l:de`, french = await hub.statistics(slug, 'fr');
  const times = [];
  for (let i = 0; i < 5; i++) {
    await patch('resource_translations', one, {strings: {other: `Apfel ${i}`}});
    times.push((await hub.statistics(slug, 'de')).last_update);
    const since = await hub.texts(slug, 'de', `&filter[date_translated][gt]=${times.at(-2) ?? times[0]}`);
    assert.deepEqual(since, i ? {a: `Apfel ${i}`} : {});
  }
  assert.deepEqual(times, [...new Set(times)].sort());
  assert.equal((await hub.statistics(slug, 'fr')).last_update, french.last_update);
  await hub.uploadSource(slug, xliff(unit('a', 'Apple')));
  assert.notEqual((await hub.statistics(slug, 'fr')).last_update, french.last_update);
});

await test('statistics count strings and words of each language', async () => {
  await hub.createResource('words');
  await hub.uploadSource('words', xliff(unit('a', 'One two <x id="0"/> three') + unit('b', "Don't")));
  await hub.uploadTranslations('words', 'fr', xliff(unit('a', '', 'Un deux trois', ' approved="yes"'), 'fr'));
  const {json} = await hub.get(`/resource_language_stats?filter[project]=o:acme:p:web&filter[resource]=${id('words')}`);
  const of = Object.fromEntries(json.data.map((one) => [one.id.split(':l:')[1], one.attributes]));
  const pick = ({total_strings, translated_strings, untranslated_strings, reviewed_strings, total_words, translated_words}) =>
    [total_strings, translated_strings, untranslated_strings, reviewed_strings, total_words, translated_words];
  assert.deepEqual(pick(of.en), [2, 2, 0, 0, 4, 4]);
  assert.deepEqual(pick(of.fr), [2, 1, 1, 1, 4, 3]);
  assert.deepEqual(pick(of.de), [2, 0, 2, 0, 4, 0]);
  assert.equal(of.de.last_translation_update, null);
});

// ---- branches

await test('a branch is merged into its base, which keeps what the branch has not', async () => {
  for (const choice of ['USE_BASE', 'USE_HEAD']) {
    const base = await fresh(), head = `branch--${base}`;
    await hub.createResource(head, base);
    assert.equal((await hub.get(`/resources/${id(head)}`)).json.data.relationships.base.data.id, id(base));
    await hub.uploadSource(head, xliff(unit('a', 'Apple') + unit('b', 'The bee') + unit('c', 'Cat')));
    await hub.uploadTranslations(head, 'de', xliff(unit('a', '', 'Apfel!') + unit('b', '', 'Die Biene') + unit('c', '', 'Katze'), 'de'));
    await hub.uploadTranslations(head, 'fr', xliff(unit('a', '', 'Pomme'), 'fr'));
    const taken = await hub.ask('POST', '/resource_async_merges', {data: {type: 'resource_async_merges',
      attributes: {conflict_resolution: choice, force: false}, relationships: {resource: {data: {type: 'resources', id: id(head)}}}}});
    assert.equal(taken.status, 202);
    assert.equal(taken.json.data.attributes.status, 'CREATED');
    const {json} = await hub.get(`/resource_async_merges/${taken.json.data.id}`);
    assert.equal(json.data.attributes.status, 'COMPLETED');
    assert.equal(json.data.relationships.head.data.id, id(head));
    const isHead = choice === 'USE_HEAD';
    assert.deepEqual(await hub.texts(base), {a: 'Apple', b: isHead ? 'The bee' : 'Bee', c: 'Cat'});
    assert.deepEqual(await hub.texts(base, 'de'), {a: isHead ? 'Apfel!' : 'Apfel', b: isHead ? 'Die Biene' : 'Biene', c: 'Katze'});
    assert.deepEqual(await hub.texts(base, 'fr'), {a: 'Pomme', b: null, c: null});
    assert.match(String(await hub.download(base, 'de')), /<source>Cat<\/source>\n {2}<target>Katze</);
  }
});

// ---- what is refused

await test('unknown parameters, attributes and types are refused, and say where', async () => {
  const slug = await fresh();
  const unknown = await hub.get('/projects?filter[organization]=o:acme&filter[foo]=web');
  assert.equal(unknown.status, 400);
  assert.deepEqual(unknown.json.errors[0].source, {parameter: '?filter[foo]'});
  assert.equal((await hub.get('/projects')).json.errors[0].source.parameter, '?filter[organization]');
  const attribute = await hub.ask('PATCH', `/resources/${id(slug)}`, {data: {type: 'resources', id: id(slug), attributes: {nam: 'x'}}});
  assert.equal(attribute.status, 400);
  assert.equal(attribute.json.errors[0].source.pointer, '/data/attributes/nam');
  assert.equal(attribute.json.errors[0].title, 'Field `nam` is invalid');
  const type = await hub.ask('PATCH', `/resources/${id(slug)}`, {data: {type: 'resource', id: id(slug), attributes: {}}});
  assert.equal(type.json.errors[0].source.pointer, '/data/type');
  assert.equal((await hub.createResource(slug)).status, 409);
  assert.equal((await hub.ask('DELETE', '/languages')).status, 405);
  assert.equal((await hub.get('/nowhere')).status, 404);
  assert.equal((await hub.ask('GET', '/projects', undefined, {authorization: 'Bearer 1/wrong'})).status, 401);
  assert.equal((await hub.ask('GET', '/nowhere', undefined, {authorization: ''})).status, 401);
  assert.equal((await hub.ask('POST', '/resources', '{"data":', {'content-type': 'application/vnd.api+json'})).status, 400);
});

await test('addresses may be escaped or not, but not wrongly', async () => {
  const raw = (path) => new Promise((done, fail) => request(new URL(hub.origin), {path, headers: {authorization: `Bearer ${hub.token}`}},
    (answer) => { answer.resume(); answer.on('end', () => done(answer.statusCode)); }).on('error', fail).end());
  assert.equal(await raw('/projects/o%3Aacme%3Ap%3Aweb'), 200);
  assert.equal(await raw('/projects/o:acme:p:web'), 200);
  assert.equal(await raw('/projects?filter[organization]=o:acme&filter%5Bslug%5D=web'), 200);
  assert.equal(await raw('/projects/%zz'), 400);
  assert.equal(await raw('/projects/%00'), 400);
  assert.equal(await raw(`/projects/${'a'.repeat(9000)}`), 400);
});

await test('a body that is announced as too large is refused before it is read', async () => {
  const status = await new Promise((done) => {
    const sent = request(new URL(hub.origin), {method: 'POST', path: '/resources',
      headers: {authorization: `Bearer ${hub.token}`, 'content-length': 1e10}}, (answer) => done(answer.statusCode));
    sent.on('error', () => done(0));
    sent.flushHeaders();
  });
  assert.equal(status, 413);
});

await test('storage refuses the token, a changed link and another file', async () => {
  const slug = await fresh();
  const type = 'resource_strings_async_downloads';
  const taken = await hub.ask('POST', `/${type}`, {data: {type, relationships: {resource: {data: {type: 'resources', id: id(slug)}}}}});
  const link = (await hub.get(`/${type}/${taken.json.data.id}`)).headers.get('location');
  assert.equal((await fetch(link)).status, 200);
  assert.equal((await fetch(link, {headers: {authorization: `Bearer ${hub.token}`}})).status, 400);
  assert.equal((await fetch(link.replace(/.$/, (last) => (last === '0' ? '1' : '0')))).status, 403);
  assert.equal((await fetch(link.replace('auth=', 'auth=9'))).status, 403);
  assert.equal((await fetch(link.replace(/auth=.*/, ''))).status, 400);
});

await test('the hub throttles, and says how long to wait', async () => {
  const slow = await Hub.start({data: join(work, 'slow.db'), options: ['--rate', '20']});
  const answers = [];
  for (let i = 0; i < 25; i++) answers.push(await slow.get('/organizations'));
  assert.equal(answers[0].status, 200);
  const last = answers.at(-1);
  assert.equal(last.status, 429);
  assert.ok(Number(last.headers.get('retry-after')) >= 1);
  assert.match(last.json.errors[0].detail, /^Request was throttled\. Expected available in \d+ seconds?\.$/);
  await slow.end();
});

await hub.end();
finish();
