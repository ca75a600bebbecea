#!/usr/bin/env node
// The service Transifex against the hub, over the network: what is written is what is read, by strings and by file;
// one request tells that nothing is new; nothing that a translator does is missed.
//
//     node transifex.mjs
//
// $GLOT is the program, $GLOT_DRIVERS the folder of transifex_driver. The last line counts checks.
import {execFile, spawn} from 'node:child_process';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {conclude, glot, scratch, tally} from '../suite.mjs';

const driver = join(process.env.GLOT_DRIVERS ?? 'build/release/tests/peers', 'transifex_driver');
const folder = scratch('transifex');
const token = '1/' + '0123456789'.repeat(4);

function check(claim, isTrue, shown) {
  if (isTrue) return tally.passed++;
  tally.failed++;
  console.log(`${claim}: not so${shown === undefined ? '' : '\n    ' + JSON.stringify(shown).slice(0, 2000)}`);
}

function equal(claim, got, wanted) {
  check(claim, JSON.stringify(got) === JSON.stringify(wanted), {got, wanted});
}

// ---- the hub

const hub = spawn(glot, ['serve', '--data', join(folder, 'hub.db'), '--project', 'acme/web', '--source', 'en', '--languages', 'fr,de,pt_BR', '--rate', '0', '--port', '0'],
  {env: {...process.env, GLOT_SERVE_TOKEN: token}, stdio: ['ignore', 'pipe', 'inherit']});
const host = await new Promise((resolve, reject) => {
  createInterface(hub.stdout).once('line', resolve);
  hub.once('exit', status => reject(new Error(`the hub ended with ${status}`)));
});
process.on('exit', () => hub.kill());

async function ask(method, path, body, type = 'application/vnd.api+json') {
  const answer = await fetch(host + path, {method, body: body && JSON.stringify(body), headers: {authorization: `Bearer ${token}`, 'content-type': type}});
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer.status === 204 ? null : answer.json();
}

// What a translator does: attributes of the translation of one unit.
async function translate(resource, code, id, attributes) {
  const rid = `o:acme:p:web:r:${resource}`;
  const {data} = await ask('GET', `/resource_strings?filter[resource]=${rid}&filter[key]=${encodeURIComponent(id)}`);
  const of = `${data[0].id}:l:${code}`;
  return ask('PATCH', `/resource_translations/${of}`, {data: {type: 'resource_translations', id: of, attributes}});
}

async function run(resource, steps, {with: bearer = token, project = 'acme/web'} = {}) {
  const stdout = await new Promise((resolve, reject) => execFile(driver, [host, bearer, project, resource, ...steps], {maxBuffer: 1 << 28},
    (error, stdout) => error ? reject(error) : resolve(stdout)));
  return stdout.trim().split('\n').map(line => JSON.parse(line));
}

// ---- catalogs

const escape = text => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

// Units of {id, source, target, state}; "{0}" in a text is a placeholder with that code.
function catalog(name, units, language = 'fr', code = '${user.name}') {
  const inner = text => escape(text).replace(/\{(\d)\}/g, (_, n) => `<x id="${n}" equiv-text="${escape(code)}"/>`);
  const rows = units.map(({id, source, target, state, icu}) => `<trans-unit id="${escape(id)}"${icu ? ' restype="x-icu"' : ''}><source>${inner(source)}</source>` +
    (target === undefined ? '' : `<target${state ? ` state="${state}"` : ''}>${inner(target)}</target>`) + '</trans-unit>\n');
  const path = join(folder, name);
  writeFileSync(path, `<?xml version="1.0" encoding="UTF-8"?>\n<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file source-language="en" target-language="${language}" datatype="plaintext" original="x"><body>\n${rows.join('')}</body></file></xliff>\n`);
  return path;
}

const language = (opened, code) => opened.languages.find(row => row.code === code);
const targets = read => Object.fromEntries(read.units.filter(unit => unit.target !== null).map(unit => [unit.id, unit.target]));
// As pattern_print shows a choice.
const choice = (one, other) => `.match $n:plural\none {{${one}}}\nother {{${other.replace('#', '{n=#}')}}}`;
const states = read => Object.fromEntries(read.units.filter(unit => unit.target !== null).map(unit => [unit.id, unit.state]));

const small = [
  {id: 'hi', source: 'Hi {0} & co!', target: 'Bonjour « {0} » & "Cie"'},
  {id: 'yes', source: 'Yes', target: 'Oui'},
  {id: 'a.b\\c:d', source: 'a < b', target: "a < b, c'est ça\u00a0! ]]> 日本 👍"},
  {id: 'lines', source: 'one\n  two', target: 'un\n  deux'},
  {id: 'none', source: 'No'},
  {id: 'files', source: '{n, plural, one {a file} other {# files}}', target: '{n, plural, one {un fichier} other {# fichiers}}', icu: true},
];
const sources = small.map(({target, ...unit}) => unit);
const source = catalog('en.xlf', sources, 'en');

async function smallResource() {
  let [opened, created, pushed, reopened, read] = await run('en_xlf', ['open', 'create en.xlf', `push ${source}`, 'open', 'source']);
  check('a resource that is not there is opened', opened.fine && !opened.exists && opened.source.code === 'en', opened);
  equal('the languages of the project are known', opened.languages.map(row => row.code).sort(), ['de', 'fr', 'pt_BR']);
  check('the resource is made', created.fine, created);
  equal('the source is taken', [pushed.fine, pushed.created, pushed.outcome], [true, 6, 'done']);
  check('one request or two open it', reopened.exists && reopened.requests === 1, reopened);
  equal('the source is read as it was written', read.reads[0].units.map(unit => [unit.id, unit.source]),
    [['hi', 'Hi {0={0}} & co!'], ['yes', 'Yes'], ['a.b\\c:d', 'a < b'], ['lines', 'one\n  two'], ['none', 'No'], ['files', choice('a file', '# files')]]);

  const french = catalog('fr.xlf', small.filter(unit => unit.target));
  let [, written, after] = await run('en_xlf', ['open', `write fr ${french}`, 'open']);
  equal('few translations are written at once', [written.fine, written.updated, written.requests], [true, 5, 1]);
  equal('and are counted', language(after, 'fr').translated, 5);
  [, read] = await run('en_xlf', ['open', 'pull fr,de translated']);
  equal('they are read as they were written', targets(read.reads[0]),
    {hi: 'Bonjour « {0={0}} » & "Cie"', yes: 'Oui', 'a.b\\c:d': "a < b, c'est ça\u00a0! ]]> 日本 👍", lines: 'un\n  deux', files: choice('un fichier', '# fichiers')});
  equal('a language without translations costs no request', [read.reads[1].units.length, read.requests], [0, 1]);

  // What translators do.
  const before = language(after, 'fr').version;
  await new Promise(resolve => setTimeout(resolve, 1100)); // versions count seconds
  await translate('en_xlf', 'fr', 'yes', {strings: {other: 'Ouais'}});
  await translate('en_xlf', 'fr', 'none', {strings: {other: 'Non &amp; non'}});
  [after, read] = await run('en_xlf', ['open', `pull fr translated ${before} hi,yes,a.b\\c:d,lines,files`]);
  check('another version says so', language(after, 'fr').version !== before, after);
  check('only what changed is read', read.reads[0].delta && read.requests === 1, read);
  check('and all of it', targets(read.reads[0]).yes === 'Ouais' && targets(read.reads[0]).none === 'Non & non', read);

  const second = language(after, 'fr').version;
  await translate('en_xlf', 'fr', 'hi', {strings: null});
  [after, read] = await run('en_xlf', ['open', `pull fr translated ${second} hi,yes,a.b\\c:d,lines,none,files`]);
  // The hub tells of it; Transifex may not, and then the counters do.
  check('what was taken away shows', read.reads[0].delta ? read.reads[0].units.some(unit => unit.id === 'hi' && unit.target === null) :
    !('hi' in targets(read.reads[0])) && Object.keys(targets(read.reads[0])).length === 5, read);

  await translate('en_xlf', 'fr', 'yes', {reviewed: true});
  await translate('en_xlf', 'fr', 'lines', {reviewed: true, proofread: true});
  [, read] = await run('en_xlf', ['open', `pull fr translated ${language(after, 'fr').version} yes,a.b\\c:d,lines,none,files`]);
  equal('reviews show', states(read.reads[0]), {yes: 'reviewed', 'a.b\\c:d': 'translated', lines: 'final', none: 'translated', files: 'translated'});
  [, read] = await run('en_xlf', ['open', 'pull fr reviewed']);
  equal('reviewed ones are read alone', states(read.reads[0]), {yes: 'reviewed', lines: 'final'});
  [, read] = await run('en_xlf', ['open', 'pull fr proofread']);
  equal('so are proofread ones', states(read.reads[0]), {lines: 'final'});
  const removal = catalog('removal.xlf', [{id: 'none', source: 'No'}, {id: 'yes', source: 'Yes', target: 'Oui', state: 'signed-off'}]);
  [, written] = await run('en_xlf', ['open', `write fr ${removal} states`]);
  equal('translations are taken away, and reviewed, where that is asked for', [written.fine, written.updated, written.deleted], [true, 1, 1]);
  [, read] = await run('en_xlf', ['open', 'pull fr translated']);
  equal('which then is so', states(read.reads[0]), {yes: 'reviewed', 'a.b\\c:d': 'translated', lines: 'final', files: 'translated'});

  // The source changes.
  const renamed = catalog('renamed.xlf', sources, 'en', '${account.fullName}');
  [, pushed] = await run('en_xlf', ['open', `push ${renamed}`]);
  equal('a renamed variable changes no text', [pushed.fine, pushed.created, pushed.updated, pushed.skipped, pushed.deleted], [true, 0, 0, 6, 0]);
  const edited = catalog('edited.xlf', sources.map(unit => unit.id === 'yes' ? {...unit, source: 'Yes!'} : unit), 'en');
  [, pushed, read] = await run('en_xlf', ['open', `push ${edited} keep`, 'pull fr translated']);
  check('a text that changes keeps its translation when that is asked for', pushed.updated === 1 && targets(read.reads[0]).yes === 'Oui', [pushed, read]);
  const shorter = catalog('shorter.xlf', sources.filter(unit => unit.id !== 'none').map(unit => unit.id === 'yes' ? {...unit, source: 'Yes?'} : unit), 'en');
  [, pushed, , read] = await run('en_xlf', ['open', `push ${shorter}`, 'open', 'pull fr translated']);
  check('else it goes', pushed.updated === 1 && pushed.deleted === 1 && !('yes' in targets(read.reads[0])), [pushed, read]);
  [, pushed] = await run('en_xlf', ['open', `push ${catalog('empty.xlf', [], 'en')}`]);
  check('a source without a message is not sent', !pushed.fine && pushed.requests === 0 && pushed.diags[0].startsWith('service-empty'), pushed);

}

async function largeResource() {
  const many = Array.from({length: 3100}, (_, i) => ({id: `u${i}`, source: `Text ${i} of {0} & more`, target: `Texte ${i} de {0} & <plus> "x" 'y'`}));
  const large = catalog('large.xlf', many.map(({id, source}) => ({id, source})), 'en');
  let [, , pushed] = await run('large', ['open', 'create large', `push ${large}`]);
  equal('many texts are taken', pushed.created, 3100);
  let [, written] = await run('large', ['open', `write fr ${catalog('large.fr.xlf', many)}`]);
  check('many translations go as a file', written.fine && written.created === 3100 && written.requests < 10, written);
  const part = many.slice(0, 301).map(unit => ({...unit, target: unit.target + '!'}));
  [, written] = await run('large', ['open', `write fr ${catalog('part.fr.xlf', part)}`]);
  equal('a part of them, too', [written.fine, written.updated], [true, 301]);
  let [, read] = await run('large', ['open', 'pull fr translated']);
  const byFile = targets(read.reads[0]), fileRequests = read.requests;
  equal('and come as a file, the others as they were', [Object.keys(byFile).length, byFile.u7, byFile.u700],
    [3100, `Texte 7 de {0={0}} & <plus> "x" 'y'!`, `Texte 700 de {0={0}} & <plus> "x" 'y'`]);
  await translate('large', 'fr', 'u7', {reviewed: true});
  [, read] = await run('large', ['open', 'pull fr translated']);
  equal('with a state among them they come as strings', [read.requests, states(read.reads[0]).u7, states(read.reads[0]).u8], [4, 'reviewed', 'translated']);
  equal('both ways say the same', targets(read.reads[0]), byFile);
  check('a file costs a job and its polls', fileRequests >= 3 && fileRequests < 20, fileRequests);

}

async function branchesAndRefusals() {
  await run('web', ['open', 'create en.xlf', `push ${source}`]);
  for (const name of ['feature/x', 'fix/x']) {
    const [branch, made, filled] = await run('web', [`branch ${name}`, `create en.xlf`, `push ${source}`]);
    check(`the branch ${name} has a resource of its own`, !branch.exists && made.fine && filled.created === 6, [branch, made, filled]);
  }
  let [, merged, deleted] = await run('web', ['branch feature/x', 'merge', 'delete']);
  check('a branch is merged', merged.fine, merged);
  check('a branch is deleted', deleted.fine, deleted);
  let [opened] = await run('web', ['branch feature/x']);
  check('and is not there any more', opened.fine && !opened.exists, opened);
  [, deleted] = await run('web', ['open', 'delete']);
  check('what is no branch is not deleted', !deleted.fine && deleted.requests === 0, deleted);

  let added, read;
  [, added, opened, read] = await run('web', ['open', 'add ja', 'open', 'pull ja,xx translated']);
  check('a language is added', added.fine && language(opened, 'ja'), [added, opened]);
  check('one that the project has not is told', read.reads[1].failed && !read.reads[0].failed && read.diags[0].startsWith('service-missing: xx'), read);
  [opened] = await run('web', ['open'], {with: '1/wrong'});
  check('a wrong token is told', !opened.fine && opened.diags[0].startsWith('service-refused') && !JSON.stringify(opened).includes('1/wrong'), opened);
  [opened] = await run('web', ['open'], {project: 'acme/nothing'});
  check('a project that is not there is told', !opened.fine && opened.diags[0].startsWith('service-missing'), opened);

}

// ---- all of it, side by side

await Promise.all([smallResource(), largeResource(), branchesAndRefusals()]);
conclude();
process.exit();
