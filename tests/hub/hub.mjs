// A hub that tests talk to: started on a free port, ended with the test.
import {spawn} from 'node:child_process';
import {existsSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {conclude, glot, scratch, tally} from '../suite.mjs';

const here = import.meta.dirname;
export const work = scratch('hub');
const running = new Set();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
  rmSync(work, {recursive: true, force: true});
});
// A hang is a failure.
export const clock = setTimeout(() => { console.log('FAILED: the test took too long'); process.exit(1); }, 110_000).unref();

// The folder of that name beside the repository, or null.
export const shared = (name) =>
  [process.env.GLOT_SHARED, join(here, '../../../shared'), join(here, '../../../../shared')]
    .filter(Boolean).map((folder) => join(folder, name)).find(existsSync) ?? null;

export const JSON_API = 'application/vnd.api+json';

export class Hub {
  static async start({data = join(work, 'hub.db'), project = 'acme/web', languages = 'fr,de', options = [], env = {}} = {}) {
    const hub = new Hub();
    hub.data = data;
    hub.child = spawn(glot, ['serve', '--data', data, '--project', project, '--languages', languages, ...options],
      {stdio: ['ignore', 'pipe', 'pipe'], env: {...process.env, ...env}});
    running.add(hub.child);
    hub.out = hub.err = '';
    hub.child.stderr.on('data', (bytes) => { hub.err += bytes; });
    hub.ended = new Promise((done) => hub.child.on('exit', (status, signal) => {
      running.delete(hub.child);
      done({status, signal});
    }));
    await new Promise((done, fail) => {
      hub.child.stdout.on('data', (bytes) => {
        hub.out += bytes;
        if (hub.out.split('\n').length > 2) done();
      });
      hub.ended.then(({status}) => fail(new Error(`the hub ended with ${status}: ${hub.err}`)));
    });
    [hub.origin, hub.token] = hub.out.split('\n');
    return hub;
  }

  end(signal = 'SIGTERM') {
    this.child.kill(signal);
    return this.ended;
  }

  // {status, headers, text, json}; `body` is sent as JSON unless it is a form.
  async ask(method, path, body, headers = {}) {
    const isForm = body instanceof FormData || typeof body === 'string';
    const answer = await fetch(this.origin + path, {
      method,
      redirect: 'manual',
      headers: {authorization: `Bearer ${this.token}`, ...(body && !isForm ? {'content-type': JSON_API} : {}), ...headers},
      body: body && !isForm ? JSON.stringify(body) : body,
    });
    const text = await answer.text();
    let json = null;
    try { json = JSON.parse(text); } catch { /* not all answers are JSON */ }
    return {status: answer.status, headers: answer.headers, text, json};
  }

  get(path) { return this.ask('GET', path); }

  bulk(method, path, data) {
    return this.ask(method, path, {data}, {'content-type': `${JSON_API};profile="bulk"`});
  }

  createResource(slug, base) {
    const relationships = {
      i18n_format: {data: {type: 'i18n_formats', id: 'XLIFF'}},
      project: {data: {type: 'projects', id: 'o:acme:p:web'}},
      ...(base ? {base: {data: {type: 'resources', id: `o:acme:p:web:r:${base}`}}} : {}),
    };
    return this.ask('POST', '/resources', {data: {type: 'resources', attributes: {name: `${slug}.xlf`, slug}, relationships}});
  }

  // The job's attributes at its end. `fields` go into the form: resource, language, keep_translations …
  async upload(kind, content, fields) {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    form.set('content', new Blob([content]), 'content.txt');
    const taken = await this.ask('POST', `/resource_${kind}_async_uploads`, form);
    if (taken.status !== 202) throw new Error(`${taken.status}: ${taken.text}`);
    return (await this.get(`/resource_${kind}_async_uploads/${taken.json.data.id}`)).json.data.attributes;
  }

  uploadSource(slug, content, fields = {}) {
    return this.upload('strings', content, {resource: `o:acme:p:web:r:${slug}`, ...fields});
  }

  uploadTranslations(slug, language, content, fields = {}) {
    return this.upload('translations', content, {resource: `o:acme:p:web:r:${slug}`, language: `l:${language}`, ...fields});
  }

  // The bytes of the file; without a language the source's.
  async download(slug, language, attributes) {
    const kind = language ? 'translations' : 'strings', type = `resource_${kind}_async_downloads`;
    const relationships = {resource: {data: {type: 'resources', id: `o:acme:p:web:r:${slug}`}}};
    if (language) relationships.language = {data: {type: 'languages', id: `l:${language}`}};
    const taken = await this.ask('POST', `/${type}`, {data: {type, ...(attributes ? {attributes} : {}), relationships}});
    if (taken.status !== 202) throw new Error(`${taken.status}: ${taken.text}`);
    const found = await this.get(`/${type}/${taken.json.data.id}`);
    if (found.status !== 303) throw new Error(`${found.status}: ${found.text}`);
    const file = await fetch(found.headers.get('location'));
    if (file.status !== 200) throw new Error(`storage: ${file.status}`);
    return Buffer.from(await file.arrayBuffer());
  }

  // {key: text} of all strings or translations, over all pages.
  async texts(slug, language, query = '') {
    const texts = {};
    let next = language
      ? `/resource_translations?filter[resource]=o:acme:p:web:r:${slug}&filter[language]=l:${language}&include=resource_string${query}`
      : `/resource_strings?filter[resource]=o:acme:p:web:r:${slug}${query}`;
    while (next) {
      const {json, text, status} = await this.get(next.replace(this.origin, ''));
      if (status !== 200) throw new Error(text);
      const keys = new Map((json.included ?? json.data).map(({id, attributes}) => [id, attributes.key]));
      for (const {id, attributes} of json.data)
        texts[keys.get(id.replace(/:l:[^:]*$/, ''))] = attributes.strings?.other ?? null;
      next = json.links.next;
    }
    return texts;
  }

  async statistics(slug, language) {
    return (await this.get(`/resource_language_stats/o:acme:p:web:r:${slug}:l:${language}`)).json.data.attributes;
  }
}

export const unit = (id, source, target, rest = '') =>
  `<trans-unit id="${id}"${rest}>\n  <source>${source}</source>\n${target === undefined ? '' : `  <target>${target}</target>\n`}</trans-unit>\n`;
export const xliff = (units, language = 'en') =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">\n` +
  `<file target-language="${language}" source-language="en" original="lit-localize-inputs" datatype="plaintext">\n<body>\n` +
  `${units}</body>\n</file>\n</xliff>\n`;

// Runs the test of that name; what it throws is its failure.
export async function test(name, body) {
  try {
    await body();
    tally.passed++;
  } catch (error) {
    tally.failed++;
    console.log(`FAILED ${name}: ${error.stack ?? error}`);
  }
}

export function finish() {
  conclude();
  process.exit();
}
