// The service as translators see it, and as those do who upload and download files.
import {setTimeout as sleep} from 'node:timers/promises';

export class Service {
  constructor(host, token, project, resource) {
    const [organization, name] = project.split('/');
    Object.assign(this, {host, token, project: `o:${organization}:p:${name}`, name: resource});
    this.resource = `${this.project}:r:${resource}`;
  }

  async ask(method, path, data) {
    const headers = {authorization: `Bearer ${this.token}`, 'content-type': 'application/vnd.api+json'};
    const answer = await fetch(new URL(path, this.host), {method, headers, redirect: 'manual', body: data && JSON.stringify({data})});
    if (answer.status >= 400) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer.status === 303 ? {location: answer.headers.get('location')} : answer.json();
  }

  async pages(path) {
    const rows = [];
    for (let at = path; at;) {
      const {data, links} = await this.ask('GET', at);
      rows.push(...data);
      at = links?.next;
    }
    return rows;
  }

  /** [{id, key, text}] of the source. */
  async strings() {
    const rows = await this.pages(`/resource_strings?filter[resource]=${this.resource}&limit=1000`);
    return rows.map(({id, attributes}) => ({id, key: attributes.key, text: attributes.strings.other}));
  }

  /** From the id of a string to its translation. */
  async translations(code) {
    const rows = await this.pages(`/resource_translations?filter[resource]=${this.resource}&filter[language]=l:${code}&filter[translated]=true&limit=1000`);
    return new Map(rows.map(({id, attributes}) => [id.slice(0, id.lastIndexOf(':l:')), attributes.strings.other]));
  }

  translate(code, string, text) {
    const id = `${string}:l:${code}`;
    return this.ask('PATCH', `/resource_translations/${id}`, {type: 'resource_translations', id, attributes: {strings: {other: text}}});
  }

  // ---- files

  create() {
    const relationships = {i18n_format: {data: {type: 'i18n_formats', id: 'XLIFF'}}, project: {data: {type: 'projects', id: this.project}}};
    return this.ask('POST', '/resources', {type: 'resources', attributes: {name: this.name, slug: this.name}, relationships});
  }

  async job(type, attributes, relations) {
    const relationships = {resource: {data: {type: 'resources', id: this.resource}}, ...relations};
    const {data} = await this.ask('POST', `/${type}`, {type, attributes, relationships});
    for (;;) {
      const answer = await this.ask('GET', `/${type}/${data.id}`);
      if (answer.location) return (await fetch(answer.location)).text();
      if (answer.data.attributes.status === 'succeeded') return answer.data.attributes.details;
      if (answer.data.attributes.status === 'failed') throw new Error(`${type}: ${JSON.stringify(answer.data.attributes.errors)}`);
      await sleep(10);
    }
  }

  uploadSource(content) {
    return this.job('resource_strings_async_uploads', {content, content_encoding: 'text', keep_translations: false});
  }

  download(code) {
    return this.job('resource_translations_async_downloads', {content_encoding: 'text'}, {language: {data: {type: 'languages', id: `l:${code}`}}});
  }
}
