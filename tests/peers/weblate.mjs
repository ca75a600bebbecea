#!/usr/bin/env node
// The Weblate service against a server that behaves as Weblate's REST API does, and refuses what that would refuse:
// paths without their final slash, unknown fields and values of forms, requests without a token. What an upload does
// to a unit is what weblate/trans/models/translation.py does.
//
//     node weblate.mjs [DRIVER]
//
// DRIVER is the program made from service_driver.c; $GLOT is glot, for the claims about commands. The last line is
// `N passed, N failed`.
import {spawn} from 'node:child_process';
import {mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:http';
import {join, resolve} from 'node:path';
import {createInterface} from 'node:readline';
import assert from 'node:assert/strict';
import {conclude, scratch, tally} from '../suite.mjs';

const driver = process.argv[2] ?? join(process.env.GLOT_DRIVERS ?? '', 'service_driver');
const glot = process.env.GLOT ? resolve(process.env.GLOT) : undefined;
const token = 'wlu_test';
const UNTRANSLATED = 0, FUZZY = 10, TRANSLATED = 20, APPROVED = 30, READ_ONLY = 100;

// ---- files as Weblate keeps them. A unit is {id, source, target, state}; texts of XLIFF are its markup.

const xliff = {
  print(units, source, target) {
    const attributes = {[FUZZY]: ' state="needs-translation"', [UNTRANSLATED]: ' state="needs-translation"', [APPROVED]: ' state="final"'};
    const body = units.map((u) => `      <trans-unit id="${u.id}" xml:space="preserve"${u.state === APPROVED ? ' approved="yes"' : ''}>
        <source>${u.source}</source>
        <target${attributes[u.state] ?? ' state="translated"'}>${u.target}</target>
      </trans-unit>\n`).join('');
    return `<?xml version="1.0" encoding="UTF-8"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">
  <file original="web" source-language="${source}" target-language="${target}" datatype="plaintext">
    <body>
${body}    </body>
  </file>
</xliff>
`;
  },
  read(text) {
    return [...text.matchAll(/<trans-unit id="([^"]*)"[^>]*>\s*<source>(.*?)<\/source>\s*(?:<target([^>]*?)(?:\/>|>(.*?)<\/target>))?/gs)].map(([, id, source, attributes = '', target = '']) => ({
      id, source, target, isFuzzy: /state="(new|needs-)/.test(attributes), isTranslated: target !== '',
    }));
  },
};

const po = {
  print(units, source, target) {
    return `msgid ""\nmsgstr ""\n"Language: ${target}\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n"X-Source-Language: ${source}\\n"\n` +
      units.map((u) => `\n${u.state === FUZZY ? '#, fuzzy\n' : ''}${u.id ? `msgctxt "${u.id}"\n` : ''}msgid "${u.source}"\nmsgstr "${u.target}"\n`).join('');
  },
  read(text) {
    return text.split(/\n\n+/).filter((entry) => !/^msgid ""$/m.test(entry)).map((entry) => ({
      id: entry.match(/^msgctxt "(.*)"$/m)?.[1] ?? '', source: entry.match(/^msgid "(.*)"$/m)?.[1] ?? '',
      target: entry.match(/^msgstr "(.*)"$/m)?.[1] ?? '', isFuzzy: /^#,.*fuzzy/m.test(entry), isTranslated: !/^msgstr ""$/m.test(entry),
    }));
  },
};

// ---- the server

const json = (status, value, headers = {}) => ({status, type: 'application/json', body: JSON.stringify(value), headers});
const refuse = (status, detail) => json(status, {type: 'client_error', errors: [{code: 'error', detail, attr: null}]});

class Weblate {
  constructor({format = 'xliff', languages = {}, template = '', base = true, sources = [], pageSize = 1000} = {}) {
    Object.assign(this, {format, template, base, sources, pageSize, requests: [], uploads: [], faults: [], clock: 1});
    this.file = format.startsWith('po') ? po : xliff;
    this.languages = new Map();
    this.touched = new Map();
    for (const [code, translations] of Object.entries(languages)) this.add(code, translations);
  }

  add(code, translations = {}) {
    this.languages.set(code, this.sources.map(({id, source}) => ({id, source, target: '', state: UNTRANSLATED, ...translations[id]})));
    this.touch(code);
  }

  unit(code, id) { return this.languages.get(code).find((u) => u.id === id); }
  touch(code) { this.touched.set(code, `2026-01-01T00:00:${String(this.clock++).padStart(2, '0')}Z`); }
  translate(code, id, target, state = TRANSLATED) { Object.assign(this.unit(code, id), {target, state}); this.touch(code); }

  start() {
    this.server = createServer((request, response) => {
      const chunks = [];
      request.on('data', (chunk) => chunks.push(chunk)).on('end', () => this.serve(request, Buffer.concat(chunks), response));
    });
    return new Promise((done) => this.server.listen(0, '127.0.0.1', () => { this.origin = `http://127.0.0.1:${this.server.address().port}`; done(this); }));
  }

  serve(request, body, response) {
    const url = new URL(request.url, this.origin);
    this.requests.push({method: request.method, path: url.pathname, query: url.search, token: request.headers.authorization});
    const fault = this.faults.find((f) => f.when(request, url));
    if (fault && fault.times-- === 1) this.faults.splice(this.faults.indexOf(fault), 1);
    if (fault?.reset) return void request.socket.destroy();
    const answer = fault?.answer ?? this.answer(request, url, body);
    response.writeHead(answer.status, {'Content-Type': answer.type, ...answer.headers}).end(answer.body);
    fault?.after?.();
  }

  answer(request, url, body) {
    if (request.headers.authorization !== `Token ${token}`) return refuse(401, 'Invalid token.');
    if (!url.pathname.endsWith('/')) return {status: 301, type: 'text/html', body: '', headers: {Location: `${url.pathname}/`}};
    const [, api, kind, project, component, ...rest] = url.pathname.split('/').slice(0, -1);
    if (api !== 'api' || project !== 'acme' || component !== 'web%252Fmain') return refuse(404, 'Not found.');
    return this[`${request.method} ${kind} ${rest.at(-1) ?? ''}`]?.(url, rest, body, request) ?? refuse(404, 'Not found.');
  }

  page(url, results) {
    const size = Math.min(Number(url.searchParams.get('page_size') ?? 50), this.pageSize), page = Number(url.searchParams.get('page') ?? 1);
    const next = new URL(url);
    next.searchParams.set('page', page + 1);
    return json(200, {count: results.length, next: page * size < results.length ? next.href : null, previous: null, results: results.slice((page - 1) * size, page * size)});
  }

  'GET components '() {
    return json(200, {slug: 'main', file_format: this.format, template: this.template, source_language: {code: 'en', name: 'English'}, filemask: 'web/*.xlf'});
  }

  counts(code) {
    const units = this.languages.get(code), count = (least) => units.filter((u) => u.state >= least).length;
    return {code, name: code, total: units.length, translated: count(TRANSLATED), fuzzy: units.filter((u) => u.state === FUZZY).length, approved: count(APPROVED),
      translated_percent: 12.5, last_change: this.touched.get(code)};
  }

  'GET components statistics'(url) {
    return this.page(url, [{code: 'en', total: this.sources.length, translated: this.sources.length, fuzzy: 0, approved: 0, last_change: null},
      ...[...this.languages.keys()].map((code) => this.counts(code))]);
  }

  'GET translations statistics'(url, [code]) { return json(200, this.counts(code)); }

  'GET components new_template'() {
    if (!this.base) return refuse(404, 'No file found!');
    const units = this.sources.map((u) => ({...u, target: '', state: UNTRANSLATED}));
    return {status: 200, type: 'application/binary', body: this.file.print(units, 'en', '')};
  }

  'POST components translations'(url, rest, body, request) {
    if (request.headers['content-type'] !== 'application/json') return refuse(415, 'Unsupported media type.');
    const {language_code: code} = JSON.parse(body);
    if (!/^(fr|de|pl|pt_BR)$/.test(code)) return json(400, {type: 'validation_error', errors: [{code: 'invalid', detail: `No language code '${code}' found!`, attr: 'language_code'}]});
    this.add(code);
    return json(201, {data: {language_code: code}});
  }

  'GET translations file'(url, [code]) {
    if (!this.languages.has(code)) return refuse(404, 'Not found.');
    return {status: 200, type: 'application/x-xliff', body: this.file.print(this.languages.get(code), 'en', code)};
  }

  'GET translations units'(url, [code]) {
    assert.equal(url.searchParams.get('q'), 'state:approved');
    return this.page(url, this.languages.get(code).filter((u) => u.state === APPROVED).map((u) => ({context: u.id, source: [u.source], target: [u.target], state: u.state, approved: true})));
  }

  form(body, request) {
    const boundary = /^multipart\/form-data; boundary=([\w-]+)$/.exec(request.headers['content-type'])?.[1];
    const form = new Map(), text = body.toString();
    assert.ok(boundary && text.startsWith(`--${boundary}\r\n`) && text.endsWith(`\r\n--${boundary}--\r\n`));
    for (const part of text.slice(0, -boundary.length - 8).split(`--${boundary}\r\n`).slice(1)) {
      const [head, content] = [part.slice(0, part.indexOf('\r\n\r\n')), part.slice(part.indexOf('\r\n\r\n') + 4)];
      form.set(/name="(\w+)"/.exec(head)[1], content.replace(/\r\n$/, ''));
    }
    return form;
  }

  'POST translations file'(url, [code], body, request) {
    const form = this.form(body, request), method = form.get('method') ?? 'translate', conflicts = form.get('conflicts') ?? '';
    for (const name of form.keys()) if (!['file', 'method', 'conflicts', 'fuzzy'].includes(name)) return refuse(400, `Unknown field ${name}.`);
    if (!['translate', 'approve', 'suggest', 'fuzzy', 'replace', 'source', 'add'].includes(method)) return refuse(400, 'Bad method.');
    if (!['', 'replace-translated', 'replace-approved'].includes(conflicts)) return json(400, {conflicts: [`"${conflicts}" is not a valid choice.`]});
    const units = this.file.read(form.get('file'));
    this.uploads.push({code, method, conflicts, units, file: form.get('file')});
    return method === 'source' ? this.replaceSource(code, units) : this.merge(code, method, conflicts, units);
  }

  replaceSource(code, units) {
    if (code !== 'en') return refuse(400, 'Source upload is supported only on source language.');
    if (this.format !== 'po') return json(400, {method: ['Not supported for this file format.']});
    this.sources = units.map(({id, source}) => ({id, source}));
    for (const [language, old] of this.languages)
      this.languages.set(language, this.sources.map(({id, source}) => old.find((u) => u.id === id && u.source === source) ?? {id, source, target: '', state: UNTRANSLATED}));
    return json(200, {not_found: 0, skipped: 0, accepted: units.length, total: units.length, result: true, count: units.length});
  }

  merge(code, method, conflicts, units) {
    const result = {not_found: 0, skipped: 0, accepted: 0, total: units.length};
    for (const uploaded of units) {
      if (uploaded.isFuzzy || !uploaded.isTranslated) continue; // the form's field `fuzzy` is empty
      const unit = this.languages.get(code).find((u) => u.id === uploaded.id && u.source === uploaded.source);
      const state = {fuzzy: FUZZY, approve: APPROVED}[method] ?? TRANSLATED;
      const isKept = unit && ((unit.state >= TRANSLATED && !conflicts) || (unit.state === APPROVED && conflicts !== 'replace-approved') || unit.state === READ_ONLY ||
        (unit.target === uploaded.target && unit.state === state));
      if (!unit) result.not_found++;
      else if (isKept) result.skipped++;
      else { Object.assign(unit, {target: uploaded.target, state}); result.accepted++; }
    }
    if (result.accepted) this.touch(code);
    return json(200, {...result, result: result.accepted > 0, count: result.total});
  }
}

// ---- the service

class Service {
  constructor(server, {key = token, host = server.origin, resource = 'web/main', project = 'acme'} = {}) {
    this.child = spawn(driver, ['weblate', host, project, resource, ...(key ? [key] : [])], {stdio: ['pipe', 'pipe', 'inherit'], env: {...process.env, no_proxy: '*'}});
    this.lines = createInterface({input: this.child.stdout})[Symbol.asyncIterator]();
  }

  async next() { return JSON.parse((await this.lines.next()).value); }
  ask(request) { this.child.stdin.write(`${JSON.stringify(request)}\n`); return this.next(); }
  read(codes, mode) { return this.ask({read: codes, mode}); }
  write(write, units, states = false) { return this.ask({write, units, states}); }
  end() { this.child.stdin.end(); return new Promise((done) => this.child.on('close', done)); }
}

const sources = [{id: 'a', source: 'Apple'}, {id: 'b', source: 'Pear'}, {id: 'c', source: 'Hi <x id="0" equiv-text="${name}"/>!'}, {id: 'd', source: 'Plum'}, {id: 'e', source: 'Fig'}];
const french = {a: {target: 'Pomme', state: APPROVED}, b: {target: 'Poire', state: TRANSLATED}, c: {target: 'Salut <x id="0" equiv-text="${name}"/> !', state: FUZZY}};
const fruit = (more = {}) => new Weblate({sources, languages: {fr: french, de: {}}, ...more}).start();
const kinds = (answer) => answer.told.map(({kind}) => kind);

// Runs a claim: a server, a service that has opened it, and what is said of both.
const claims = [];
const claim = (name, make, test, options) => claims.push({name, make, test, options});

async function hold({make, test, options}) {
  const server = await make(), service = new Service(server, options);
  try {
    await test({server, service, opened: await service.next()});
  } finally {
    await service.end();
    server.server.closeAllConnections();
    server.server.close();
  }
}

// ---- looking

claim('counts by language', () => fruit(), async ({server, opened}) => {
  assert.deepEqual([opened.good, opened.exists, opened.source.code, opened.source.total], [true, true, 'en', 5]);
  assert.deepEqual(opened.languages.map((l) => [l.code, l.total, l.translated, l.reviewed]), [['fr', 5, 2, 1], ['de', 5, 0, 0]]);
  assert.equal(server.requests.length, 2);
});

claim('versions tell what changed', () => fruit(), async ({server, service, opened}) => {
  const version = (answer, code) => answer.languages.find((l) => l.code === code).version;
  const same = await service.ask({open: true});
  server.translate('fr', 'b', 'Une poire');
  const changed = await service.ask({open: true});
  assert.equal(version(same, 'fr'), version(opened, 'fr'));
  assert.notEqual(version(changed, 'fr'), version(opened, 'fr'));
  assert.equal(version(changed, 'de'), version(opened, 'de'));
});

claim('follows pages', () => fruit({languages: Object.fromEntries(['fr', 'de', 'pl', 'es', 'it', 'nl'].map((code) => [code, {}])), pageSize: 2}), async ({opened}) => {
  assert.deepEqual(opened.languages.map((l) => l.code), ['fr', 'de', 'pl', 'es', 'it', 'nl']);
});

claim('takes no token to another origin', async () => {
  const other = await fruit(), server = await fruit();
  server.other = other;
  server.faults.push({when: (r, url) => url.pathname.endsWith('/statistics/'), answer: json(200, {count: 9, next: `${other.origin}/api/components/acme/web%252Fmain/statistics/?page=2`, results: []})});
  return server;
}, async ({server, opened}) => {
  assert.equal(opened.good, false);
  assert.deepEqual(kinds(opened), ['service-answer']);
  assert.equal(server.other.requests.length, 0);
  server.other.server.close();
});

claim('a component that is not there is no failure', () => fruit(), async ({opened}) => {
  assert.deepEqual([opened.good, opened.exists, opened.told], [true, false, []]);
}, {resource: 'web/other'});

claim('an address may end as WLC_URL does', async () => {
  const server = await fruit();
  server.origin += '/api/';
  return server;
}, async ({opened}) => assert.deepEqual([opened.good, opened.exists], [true, true]));

// ---- reading

claim('reads states, and texts by their placeholders', () => fruit(), async ({service}) => {
  const {good, catalogs: [units], told} = await service.read(['fr']);
  assert.deepEqual([good, told], [true, []]);
  assert.deepEqual(units.map((u) => [u.id, u.target, u.state]), [['a', 'Pomme', 'reviewed'], ['b', 'Poire', 'translated'], ['c', 'Salut {0} !', 'needs-review'], ['d', undefined, 'new'], ['e', undefined, 'new']]);
});

claim('reads only what is reviewed', () => fruit(), async ({service}) => {
  const {catalogs: [units]} = await service.read(['fr'], 'reviewed');
  assert.deepEqual(units.filter((u) => u.target).map((u) => u.id), ['a']);
});

for (const base of [true, false])
  claim(`reads the source from ${base ? 'the template' : 'a translation'}`, () => fruit({base}), async ({service}) => {
    const {catalogs: [units], told} = await service.read(['']);
    assert.deepEqual(told, []);
    assert.deepEqual(units.map((u) => [u.id, u.target]), sources.map((u) => [u.id, undefined]));
  });

claim('one language that fails leaves the others', () => fruit(), async ({server, service}) => {
  server.faults.push({when: (r, url) => url.pathname.includes('/de/'), answer: {status: 200, type: 'text/html', body: '<html>Sign in</html>'}});
  const {good, catalogs, told} = await service.read(['fr', 'de']);
  assert.deepEqual([good, catalogs[0].length, catalogs[1]], [false, 5, false]);
  assert.ok(told.length > 0);
});

claim('reads reviews of PO, which the file does not tell', () => fruit({format: 'po', pageSize: 1, languages: {fr: {a: {target: 'Pomme', state: APPROVED}, b: {target: 'Poire', state: TRANSLATED}, d: {target: 'Prune', state: APPROVED}, e: {target: 'Figue', state: FUZZY}}},
  sources: sources.filter((u) => u.id !== 'c')}), async ({service}) => {
  const {catalogs: [units]} = await service.read(['fr']);
  assert.deepEqual(units.map((u) => [u.source, u.target, u.state]), [['Apple', 'Pomme', 'reviewed'], ['Pear', 'Poire', 'translated'], ['Plum', 'Prune', 'reviewed'], ['Fig', 'Figue', 'needs-review']]);
});

claim('says which formats it cannot exchange', () => fruit({format: 'json', template: 'en.json'}), async ({service}) => {
  const answer = await service.read(['fr']);
  assert.deepEqual([answer.good, kinds(answer)], [false, ['service-failed']]);
});

// ---- writing

claim('sends only what is to change, each in its way', () => fruit(), async ({server, service}) => {
  await service.read(['fr']);
  const answer = await service.write('fr', [{id: 'b', source: 'Pear', target: 'La poire'}, {id: 'd', source: 'Plum', target: 'Prune'}, {id: 'e', source: 'Fig', target: 'Figue', state: 'needs-review'}]);
  assert.deepEqual([answer.good, answer.outcome, answer.created, answer.updated, answer.skipped], [true, 'done', 2, 1, 0]);
  assert.deepEqual(server.uploads.map((u) => [u.method, u.conflicts, u.units.map((unit) => unit.id)]), [['translate', '', ['d']], ['translate', 'replace-translated', ['b']], ['fuzzy', '', ['e']]]);
  assert.deepEqual(server.languages.get('fr').map((u) => [u.target, u.state]), [['Pomme', APPROVED], ['La poire', TRANSLATED], [french.c.target, FUZZY], ['Prune', TRANSLATED], ['Figue', FUZZY]]);
});

claim('keeps the code of placeholders that the file has', () => fruit(), async ({server, service}) => {
  const answer = await service.write('fr', [{id: 'c', source: 'Hi {0}!', target: 'Bonjour {0} !'}]);
  assert.deepEqual([answer.outcome, answer.created], ['done', 1]);
  assert.equal(server.unit('fr', 'c').target, 'Bonjour <x id="0" equiv-text="${name}"/> !');
});

claim('what is there already is not sent', () => fruit(), async ({server, service}) => {
  const answer = await service.write('fr', [{id: 'a', source: 'Apple', target: 'Pomme'}, {id: 'b', source: 'Pear', target: 'Poire'}]);
  assert.deepEqual([answer.outcome, answer.skipped, server.uploads.length], ['done', 2, 0]);
});

claim('approves where it is asked for', () => fruit(), async ({server, service}) => {
  const answer = await service.write('fr', [{id: 'a', source: 'Apple', target: 'La pomme', state: 'reviewed'}, {id: 'd', source: 'Plum', target: 'Prune', state: 'final'}], true);
  assert.equal(answer.outcome, 'done');
  assert.deepEqual(server.uploads.map((u) => [u.method, u.conflicts]), [['approve', ''], ['approve', 'replace-approved']]);
  assert.deepEqual([server.unit('fr', 'a'), server.unit('fr', 'd')].map((u) => [u.target, u.state]), [['La pomme', APPROVED], ['Prune', APPROVED]]);
});

claim('what is approved is not replaced by others', () => fruit(), async ({server, service}) => {
  const answer = await service.write('fr', [{id: 'a', source: 'Apple', target: 'La pomme'}]);
  assert.deepEqual([answer.good, answer.outcome, answer.skipped, kinds(answer)], [false, 'unknown', 1, ['service-counts']]);
  assert.equal(server.unit('fr', 'a').target, 'Pomme');
});

claim('what somebody changed meanwhile stays', () => fruit(), async ({server, service}) => {
  await service.read(['fr']);
  server.translate('fr', 'd', 'Quetsche');
  const lost = await service.write('fr', [{id: 'd', source: 'Plum', target: 'Prune'}, {id: 'e', source: 'Fig', target: 'Figue'}]);
  assert.deepEqual([lost.good, lost.outcome, kinds(lost), server.uploads.length], [false, 'not-done', ['service-changed'], 0]);
  const other = await service.write('fr', [{id: 'e', source: 'Fig', target: 'Figue'}]);
  assert.equal(other.outcome, 'done');
  assert.equal(server.unit('fr', 'd').target, 'Quetsche');
});

claim('what somebody changed since it was counted stays, though it was not read', () => fruit(), async ({server, service}) => {
  server.translate('fr', 'b', 'La poire');
  const lost = await service.write('fr', [{id: 'b', source: 'Pear', target: 'Une poire'}]);
  assert.deepEqual([lost.outcome, kinds(lost), server.uploads.length], ['not-done', ['service-changed'], 0]);
  const other = await service.write('de', [{id: 'b', source: 'Pear', target: 'Birne'}]);
  assert.equal(other.outcome, 'done');
});

claim('what somebody translated in the last second stays', () => fruit(), async ({server, service}) => {
  server.faults.push({times: 1, when: (r, url) => r.method === 'GET' && url.pathname.endsWith('/fr/statistics/'), after: () => server.translate('fr', 'd', 'Quetsche')});
  const answer = await service.write('fr', [{id: 'd', source: 'Plum', target: 'Prune'}]);
  assert.deepEqual([answer.outcome, kinds(answer)], ['unknown', ['service-counts']]);
  assert.equal(server.unit('fr', 'd').target, 'Quetsche');
});

claim('tells of texts that are not there', () => fruit(), async ({service}) => {
  const answer = await service.write('fr', [{id: 'z', source: 'Zucchini', target: 'Courgette'}, {id: 'd', source: 'Plum', target: 'Prune'}]);
  assert.deepEqual([answer.outcome, answer.created, answer.skipped, kinds(answer)], ['done', 1, 1, ['service-unit']]);
});

claim('a connection lost after an upload leaves its outcome open', () => fruit(), async ({server, service}) => {
  server.faults.push({times: 9, reset: true, when: (r) => r.method === 'POST'});
  const answer = await service.write('fr', [{id: 'd', source: 'Plum', target: 'Prune'}]);
  assert.deepEqual([answer.good, answer.outcome, kinds(answer)], [false, 'unknown', ['service-unreachable']]);
  assert.equal(server.requests.filter((r) => r.method === 'POST').length, 1); // it is not sent twice
});

claim('writes PO', () => fruit({format: 'po', sources: sources.filter((u) => u.id !== 'c')}), async ({server, service}) => {
  const {catalogs: [units]} = await service.read(['fr']);
  const {id} = units.find((u) => u.source === 'Plum');
  const answer = await service.write('fr', [{id, source: 'Plum', target: 'Prune'}]);
  assert.deepEqual([answer.outcome, answer.created], ['done', 1]);
  assert.equal(server.unit('fr', 'd').target, 'Prune');
});

claim('replaces sources of PO', () => fruit({format: 'po', sources: [{id: '', source: 'Apple'}, {id: '', source: 'Pear'}], languages: {fr: {}}}), async ({server, service}) => {
  const answer = await service.ask({source: [{id: 'Apple', source: 'Apple'}, {id: 'Lime', source: 'Lime'}], locale: 'en'});
  assert.deepEqual([answer.good, answer.outcome], [true, 'done']);
  assert.deepEqual(server.sources.map((u) => u.source), ['Apple', 'Lime'], server.uploads[0].file);
});

claim('says where sources of XLIFF come from', () => fruit(), async ({service}) => {
  const answer = await service.ask({source: [{id: 'a', source: 'Apple'}], locale: 'en'});
  assert.deepEqual([answer.good, answer.outcome, kinds(answer)], [false, 'not-done', ['service-failed']]);
  assert.match(answer.told[0].message, /Not supported for this file format/);
  assert.match(answer.told[0].hint, /repository/);
});

claim('adds languages', () => fruit(), async ({server, service}) => {
  const answer = await service.ask({add: ['pl', 'xx-none']});
  assert.deepEqual([answer.good, kinds(answer), server.languages.has('pl')], [false, ['service-failed'], true]);
  assert.match(answer.told[0].message, /No language code 'xx-none' found!/);
});

// ---- refusals

const refusals = [[403, 'You may not.', 'service-refused'], [404, 'Not found.', 'service-missing'], [400, 'Bad.', 'service-failed'], [423, 'Repository is locked.', 'service-failed']];
for (const [status, words, kind] of refusals)
  claim(`tells in Weblate's words of ${status}`, () => fruit(), async ({server, service}) => {
    server.faults.push({when: (r) => r.method === 'POST', answer: refuse(status, words)});
    const answer = await service.write('fr', [{id: 'd', source: 'Plum', target: 'Prune'}]);
    assert.deepEqual([answer.outcome, kinds(answer)], ['not-done', [kind]]);
    assert.ok(answer.told[0].message.includes(words), answer.told[0].message);
  });

claim('waits when it is told to', () => fruit(), async ({server, service}) => {
  server.faults.push({times: 1, when: (r) => r.method === 'POST', answer: json(429, {detail: 'Throttled.'}, {'Retry-After': '3600'})});
  server.faults[0].answer.headers['Retry-After'] = '20';
  const answer = await service.write('fr', [{id: 'd', source: 'Plum', target: 'Prune'}]);
  assert.deepEqual([answer.outcome, server.unit('fr', 'd').target], ['done', 'Prune']);
});

claim('gives up on one that is always busy', () => fruit(), async ({server, service}) => {
  server.faults.push({when: (r) => r.method === 'POST', answer: json(429, {detail: 'Throttled.'})});
  const answer = await service.write('fr', [{id: 'd', source: 'Plum', target: 'Prune'}]);
  assert.deepEqual([answer.outcome, kinds(answer)], ['not-done', ['service-busy']]);
});

claim('a wrong token is told with its origin', () => fruit(), async ({opened}) => {
  assert.equal(opened.good, false);
  assert.ok(opened.told.every(({kind, hint}) => kind === 'service-refused' && hint.includes('the test')));
  assert.ok(!JSON.stringify(opened).includes('wlu_wrong'));
}, {key: 'wlu_wrong'});

// ---- through the commands

// A project whose French catalog is what `translations` say: id → target.
function project(server, translations = {}) {
  const folder = scratch('weblate');
  for (const name of ['src', 'xliff']) mkdirSync(join(folder, name));
  const messages = sources.map(({id, source}) => `  msg(${/<x/.test(source) ? 'str`Hi ${name}!`' : `'${source}'`}, {id: '${id}'}),\n`).join('');
  writeFileSync(join(folder, 'src/app.ts'), `import {msg, str} from '@lit/localize';\nexport const texts = (name: string) => [\n${messages}];\n`);
  writeFileSync(join(folder, 'glot.json'), JSON.stringify({sourceLocale: 'en', locales: ['fr'], sources: ['src/*.ts'], catalogs: {folder: 'xliff'},
    sync: {service: 'weblate', host: server.origin, project: 'acme', resource: 'web/main'}}));
  writeFileSync(join(folder, 'xliff/fr.xlf'), xliff.print(sources.map((u) => ({...u, target: translations[u.id] ?? '', state: translations[u.id] ? TRANSLATED : UNTRANSLATED})), 'en', 'fr'));
  return folder;
}

function run(folder, ...command) {
  const child = spawn(glot, command, {cwd: folder, env: {...process.env, WLC_KEY: token, NO_COLOR: '1', no_proxy: '*', HOME: folder}, stdio: ['ignore', 'pipe', 'pipe']});
  let output = '';
  for (const stream of ['stdout', 'stderr']) child[stream].setEncoding('utf8').on('data', (text) => { output += text; });
  return new Promise((done) => child.on('close', (status) => done({status, output})));
}

const catalogOf = (folder) => Object.fromEntries(xliff.read(readFileSync(join(folder, 'xliff/fr.xlf'), 'utf8')).map((u) => [u.id, u.target]));

function command(name, translations, test) {
  if (!glot) return;
  claim(name, () => fruit(), async ({server, service}) => {
    const folder = project(server, translations);
    await test({server, service, folder, run: (...args) => run(folder, ...args)});
    rmSync(folder, {recursive: true});
  });
}

command('glot pull takes what Weblate has, and nothing the second time', {}, async ({server, folder, run}) => {
  const first = await run('pull');
  assert.equal(first.status, 0, first.output);
  assert.deepEqual([catalogOf(folder).a, catalogOf(folder).b, catalogOf(folder).d], ['Pomme', 'Poire', '']);
  assert.match(catalogOf(folder).c, /^Salut <x id="0" equiv-text="\$\{name\}"\/> !$/);
  const bytes = readFileSync(join(folder, 'xliff/fr.xlf'), 'utf8');
  server.requests.length = 0;
  const second = await run('pull');
  assert.equal(second.status, 0, second.output);
  assert.equal(readFileSync(join(folder, 'xliff/fr.xlf'), 'utf8'), bytes);
  assert.deepEqual(server.requests.map((r) => r.path.split('/').at(-2)).sort(), ['statistics', 'web%252Fmain'].sort());
});

command('glot sync brings both sides together', {d: 'Prune'}, async ({server, folder, run}) => {
  const answer = await run('sync');
  assert.equal(answer.status, 0, answer.output);
  assert.deepEqual([catalogOf(folder).b, server.unit('fr', 'd').target, server.unit('fr', 'a').target], ['Poire', 'Prune', 'Pomme']);
});

command('glot sync replaces nothing that both sides changed', {b: 'La poire'}, async ({server, folder, run}) => {
  const answer = await run('sync');
  assert.equal(answer.status, 1, answer.output);
  assert.deepEqual([catalogOf(folder).b, server.unit('fr', 'b').target], ['La poire', 'Poire']);
});

async function work() {
  for (let one; (one = claims.shift());) {
    try {
      await hold(one);
      tally.passed++;
    } catch (error) {
      tally.failed++;
      console.log(`${one.name}: ${error.stack}`);
    }
  }
}
await Promise.all(Array.from({length: 4}, work)); // each waits for a process of its own
conclude();
