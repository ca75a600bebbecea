#!/usr/bin/env node
// The hub and its real counterpart on the other side of the wire: `@transifex/api` of npm, unmodified, from the
// organization to the download. The last line is `N passed, N failed`.
import assert from 'node:assert/strict';
import {createRequire} from 'node:module';
import {join} from 'node:path';
import {Hub, finish, test, unit, xliff} from './hub.mjs';

const {transifexApi} = createRequire(join(import.meta.dirname, '../peers/package.json'))('@transifex/api');
const hub = await Hub.start({languages: 'fr,de'});
transifexApi.setup({host: hub.origin, auth: hub.token});
const source = xliff(unit('hello', 'Hello <x id="0" equiv-text="{0}"/>') + unit('bye', 'Bye'));

let organization, project, resource;

await test('organization, project and languages are found', async () => {
  organization = await transifexApi.Organization.get({slug: 'acme'});
  assert.equal(organization.id, 'o:acme');
  const projects = await organization.fetch('projects');
  project = await projects.get({slug: 'web'});
  assert.equal(project.id, 'o:acme:p:web');
  assert.equal(project.related.source_language.id, 'l:en');
  const languages = await project.fetch('languages');
  await languages.fetch();
  assert.deepEqual(languages.data.map((language) => language.get('code')), ['de', 'fr']);
});

await test('a language is added to the project', async () => {
  const polish = await transifexApi.Language.get('l:pl');
  assert.equal(polish.get('name'), 'Polish');
  assert.ok(polish.get('plural_rules').few);
  await project.add('languages', [polish]);
  const languages = await project.fetch('languages', true);
  await languages.fetch();
  assert.deepEqual(languages.data.map((language) => language.get('code')), ['de', 'fr', 'pl']);
});

await test('a resource is made, found by its slug, and counted as empty', async () => {
  resource = await transifexApi.Resource.create({
    name: 'en.xlf', slug: 'en_xlf', project, i18n_format: new transifexApi.I18nFormat({id: 'XLIFF'}),
  });
  assert.equal(resource.id, 'o:acme:p:web:r:en_xlf');
  const resources = await project.fetch('resources');
  assert.equal((await resources.get({slug: 'en_xlf'})).get('string_count'), 0);
});

await test('a source is uploaded and polled until it is done', async () => {
  await transifexApi.ResourceStringsAsyncUpload.upload({resource, content: source, interval: 0.01});
  await resource.reload();
  assert.equal(resource.get('string_count'), 2);
  const strings = transifexApi.ResourceString.filter({resource});
  await strings.fetch();
  assert.deepEqual(strings.data.map((string) => string.get('key')), ['hello', 'bye']);
  assert.equal(strings.data[0].get('strings').other, 'Hello <x id="0" equiv-text="{0}"/>');
});

await test('translations are uploaded, as base64', async () => {
  const content = Buffer.from(xliff(unit('bye', 'Bye', 'Tschüss'), 'de')).toString('base64');
  await transifexApi.ResourceTranslationsAsyncUpload.upload({
    resource, language: new transifexApi.Language({id: 'l:de'}), content, content_encoding: 'base64', interval: 0.01,
  });
  const statistics = await transifexApi.ResourceLanguageStats.get({project, resource, language: 'l:de'});
  assert.equal(statistics.get('translated_strings'), 1);
  assert.equal(statistics.get('untranslated_strings'), 1);
});

await test('one string is translated by itself', async () => {
  const translations = transifexApi.ResourceTranslation
    .filter({resource, language: 'l:fr', resource_string__key: 'bye'}).include('resource_string');
  await translations.fetch();
  assert.equal(translations.data.length, 1);
  assert.equal(translations.data[0].get('strings'), null);
  assert.equal(translations.data[0].related.resource_string.get('key'), 'bye');
  await translations.data[0].save({strings: {other: 'Au "revoir"'}});
  assert.deepEqual(translations.data[0].get('strings'), {other: 'Au "revoir"'});
});

await test('many translations are changed in one call', async () => {
  const translations = transifexApi.ResourceTranslation.filter({resource, language: 'l:pl'});
  await translations.fetch();
  for (const one of translations.data) one.set('strings', {other: `pl ${one.id.slice(-8)}`});
  await transifexApi.ResourceTranslation.bulkUpdate(translations.data, ['strings']);
  const changed = transifexApi.ResourceTranslation.filter({resource, language: 'l:pl', translated: true});
  await changed.fetch();
  assert.deepEqual(changed.data.map((one) => one.get('strings').other.slice(0, 3)), ['pl ', 'pl ']);
});

await test('a translated file is downloaded from storage, without the token', async () => {
  const url = await transifexApi.ResourceTranslationsAsyncDownload.download({
    resource, language: new transifexApi.Language({id: 'l:fr'}), mode: 'default', interval: 0.01,
  });
  const text = await (await fetch(url)).text();
  assert.match(text, /^<\?xml version="1.0" \?><xliff xmlns=[^\n]* version="1.2">\n<file target-language="fr" /);
  assert.match(text, /<source>Bye<\/source>\n {2}<target>Au &quot;revoir&quot;<\/target>\n<\/trans-unit>/);
  assert.ok(!text.includes('<target><x'));
});

await test('the source is downloaded as it was sent', async () => {
  const url = await transifexApi.ResourceStringsAsyncDownload.download({resource, interval: 0.01});
  assert.equal(await (await fetch(url)).text(), source);
});

await test('what is not there is told as an error of JSON:API', async () => {
  await assert.rejects(transifexApi.Resource.get('o:acme:p:web:r:nope'), (error) => {
    assert.equal(error.statusCode, 404);
    assert.equal(error.errors[0].code, 'not found');
    return true;
  });
});

await test('a resource is deleted, and is gone', async () => {
  await resource.delete();
  const resources = transifexApi.Resource.filter({project: 'o:acme:p:web'});
  await resources.fetch();
  assert.equal(resources.data.length, 0);
});

await test('the hub ends cleanly when it is told to', async () => {
  assert.deepEqual(await hub.end(), {status: 0, signal: null});
  assert.equal(hub.err, '');
});

finish();
