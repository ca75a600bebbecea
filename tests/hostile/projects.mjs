#!/usr/bin/env node
// Projects that mean harm: paths, locales, links, names and sizes. For each of their commands: nothing outside of the project
// changes, it ends by itself and in the documented way, and no control character reaches the terminal.
//     projects.mjs TEXT…   only the cases whose titles contain all of the texts; FULL=1 takes a million files, not 20,000
// The last line is `N passed, N failed`.
import {spawn} from 'node:child_process';
import {lstatSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, truncateSync, writeFileSync} from 'node:fs';
import {cpus} from 'node:os';
import {dirname, join} from 'node:path';
import {createHash} from 'node:crypto';
import {conclude, glot, scratch, tally} from '../suite.mjs';

const wanted = process.argv.slice(2);
const work = scratch('hostile');
const MANY = process.env.FULL ? 1_000_000 : 20_000;

const json = JSON.stringify;
const source = (text = 'Hi') => `import {msg} from '@lit/localize';\nmsg('${text}');\n`;
const own = (rest = {}) => json({sourceLocale: 'en', locales: ['de'], sources: ['src/**/*.ts'], catalogs: {folder: 'c'}, bundles: {folder: 'gen'}, ...rest});
const dropIn = ({locales = ['de'], source: from = 'en', output = {}, interchange = {}} = {}) => json({
  sourceLocale: from, targetLocales: locales, inputFiles: ['src/*.ts'],
  output: {mode: 'runtime', outputDir: 'gen', ...output}, interchange: {format: 'xliff', xliffDir: 'xliff', ...interchange},
});
const xliff = (units, target = 'de') => `<?xml version="1.0"?>\n<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file source-language="en" ` +
  `target-language="${target}" original="a" datatype="plaintext"><body>${units}</body></file></xliff>\n`;
const sha = (text) => `sha384-${createHash('sha384').update(text).digest('base64')}`;

// A case: what is in the project (a text, or a function that makes something of the path), the commands and what each ends
// with; what each has to say. `outside` is what stands beside the project.
const cases = {};
const both = [['extract'], ['build']];
const add = (title, files, runs, more = {}) => { cases[title] = {files: {'src/a.ts': source(), ...files}, runs, ...more}; };
const link = (to) => (path) => symlinkSync(to, path);

// ---- locales
for (const locale of ['../../x', '/tmp/x', 'a/b', '..', 'de\u0000x', 'de\n\u001b[31mx', '../../../../../../tmp/x']) {
  add(`drop-in mode: a locale ${json(locale)}`, {'lit-localize.json': dropIn({locales: [locale]})}, [...both, ['check'], ['status']].map((words) => [words, 2, 'config-bad-']));
  add(`drop-in mode: the source locale ${json(locale)}`, {'lit-localize.json': dropIn({source: locale})}, both.map((words) => [words, 2, 'config-bad-']));
  add(`drop-in mode: copies for a locale ${json(locale)}`, {'lit-localize.json': dropIn({locales: [locale], output: {mode: 'transform'}})}, both.map((words) => [words, 2, 'config-bad-']));
  add(`a locale ${json(locale)}`, {'glot.json': own({locales: [locale]})}, both.map((words) => [words, 2, 'config-bad-locale']));
  add(`a pseudo locale ${json(locale)}`, {'glot.json': own()}, locale.includes('\u0000') ? [] : [[['pseudo', '--locale', locale], undefined]]);
}
add('a locale of fallbacks that leads out', {'glot.json': own({bundles: {folder: 'gen', fallbacks: {de: ['../x']}}})}, [[['build'], 2, 'config-bad-value']]);
add('a chunk that leads out', {'glot.json': own({bundles: {folder: 'gen', split: 'file', chunks: {'../../x': ['src/a.ts']}}})}, [[['build'], 2, 'config-']]);
add('a catalog for a locale that leads out', {'de.xlf': xliff('<trans-unit id="a"><source>a</source><target>b</target></trans-unit>', '../../x')},
  [[['convert', '--to', 'json', 'de.xlf', '-o', 'out.json'], undefined], [['pseudo', 'de.xlf', '-o', 'p.xlf'], undefined], [['check', 'de.xlf'], undefined]]);

// ---- paths
for (const path of ['x\u0000/y', 'x\ny', '\u001b[31mx', 'x\u007f'])
  for (const [key, config] of Object.entries({
    catalogs: {catalogs: {folder: path}}, bundles: {bundles: {folder: path}}, codes: {bundles: {folder: 'gen', localeCodes: path}},
    manifest: {bundles: {folder: 'gen', manifest: path}}, types: {bundles: {folder: 'gen', types: path}}, glossary: {glossary: path},
    tsconfig: {tsconfig: path}, memories: {merge: {memories: [path]}}}))
    add(`${key} at ${json(path)}`, {'glot.json': own(config)}, both.map((words) => [words, 2, 'config-bad-value']));
add('catalogs at a path with controls, drop-in mode', {'lit-localize.json': dropIn({interchange: {xliffDir: 'x\u001b[31m'}})}, both.map((words) => [words, 2, 'config-bad-value']));
// What the user writes into the configuration is where it goes; nobody else's word is.
add('catalogs beside the project, as configured', {'glot.json': own({catalogs: {folder: '../shared/c'}})}, [[['extract'], 0]], {mayWrite: /^shared\/c\/de\.xlf$/});

// ---- links
add('a bundle that is a link out', {'glot.json': own(), 'gen/de.js': link('../../precious')}, [[['extract'], 0], [['build'], 3, 'leads out of the project']]);
add('a bundle that is a link to nothing, out', {'glot.json': own(), 'gen/de.js': link('../../new')}, [[['extract'], 0], [['build'], 3, 'leads out of the project']]);
add('a folder of bundles that is a link out', {'glot.json': own(), gen: link('..')}, [[['extract'], 0], [['build'], 3, 'leads out of the project']]);
add('a folder of catalogs that is a link out', {'glot.json': own(), c: link('../shared')}, [[['extract'], 3, 'leads out of the project']]);
add('a catalog that is a link out', {'glot.json': own(), 'c/de.xlf': link('../../precious')}, [[['extract'], 1]]);
add('a catalog that is a good link out', {'glot.json': own(), 'c/de.xlf': link('../../good.xlf')}, [[['extract'], 3, 'leads out of the project']]);
add('a catalog that is a link in the same repository', {'glot.json': own(), 'c/de.xlf': link('../../good.xlf')}, [[['extract'], 0]], {isRepository: true, mayWrite: /^good\.xlf$/});
add('a folder of catalogs that is a link inside', {'glot.json': own(), c: link('other'), 'other/x': ''}, [[['extract'], 0]]);
add('copies into a folder that is a link out', {'glot.json': own({bundles: {folder: 'gen', format: 'transform'}}), gen: link('../shared')}, [[['extract'], 0], [['build'], 3, 'leads out of the project']]);
add('the table of status through a link out', {'glot.json': own(), 'page.html': link('../absent')}, [[['extract'], 0], [['status', '--html', 'page.html'], 3, 'leads out of the project']]);
add('the table of status over a file through a link out', {'glot.json': own(), 'page.html': link('../precious')}, [[['extract'], 0], [['status', '--html', 'page.html'], 1, 'is there already']]);
for (const name of ['.glot', '.glot/cache', '.glot/cache.new', '.glot/sources', '.glot/sources.new', '.glot/.gitignore'])
  add(`${name} is a link out`, {'glot.json': own(), [name]: link(name === '.glot' ? '../shared' : '../../precious')}, [...both, ...both].map((words) => [words, undefined]));
add('a catalog that links to itself', {'glot.json': own(), 'c/de.xlf': link('de.xlf')}, [[['extract'], 3], [['build'], 3]]);
add('folders that link to each other', {'glot.json': own(), 'src/x': link('../src'), 'src/y': link('.'), 'src/z': link('../..'), 'src/l.ts': link('m.ts'), 'src/m.ts': link('l.ts')}, [[['extract'], 0], [['build'], 0]]);
add('a catalog that is a device', {'glot.json': own(), 'c/de.xlf': link('/dev/zero')}, [[['extract'], 3], [['build'], 3]]);
add('a source that is a device', {'glot.json': own(), 'src/z.ts': link('/dev/zero')}, [[['extract'], undefined]]);
add('a configuration that is a device', {'glot.json': link('/dev/zero')}, [[['extract'], 3]]);

// ---- the manifest of a former build
const manifest = (file, text) => json({version: 1, bundles: [{locale: 'de', file, bytes: text.length, integrity: sha(text)}]});
for (const [title, file] of Object.entries({'leads up': '../../precious', 'is absolute': join('OUTSIDE', 'precious'), 'goes by a link': 'out/precious', 'has a NUL': 'a\u0000b'}))
  add(`a manifest whose file ${title}`, {'glot.json': own({bundles: {folder: 'gen', hash: true}}), 'gen/out': link('../..'), 'gen/manifest.json': (path) => writeFileSync(path, manifest(file.replace('OUTSIDE', dirname(dirname(dirname(path)))), 'precious\n'))},
    [[['extract'], 0], [['build'], undefined]]);

// ---- names and sizes
const wild = 'a\nmsgid "x"\n\u001b[31mb\u202e';
for (const format of ['xliff', 'xliff2.0', 'po', 'json', 'csv'])
  add(`a source with a wild name in ${format}`, {'glot.json': own({catalogs: {folder: 'c', format, locations: true}}), [`src/${wild}.ts`]: source('other')},
    [['extract', '-v'], ['extract'], ['build', '-v'], ['status'], ['check', '--sources'], ['extract', '--dry-run'], ['extract', '--format', 'github']].map((words) => [words, undefined]));
add('catalogs with wild names', {[`${wild}/${wild}.po`]: 'msgid "a"\nmsgstr "b"\n', 'b.po': 'msgid "a"\nmsgstr "\u001b]0;c\u0007"\n'},
  [['check', `${wild}/${wild}.po`], ['status', `${wild}/${wild}.po`], ['merge', 'b.po', `${wild}/${wild}.po`, '-o', `${wild}.po`], ['convert', '--to', 'json', `${wild}/${wild}.po`, '-o', `${wild}.json`], ['merge', `${wild}/${wild}.po`, 'b.po', '--dry-run']]
    .map((words) => [words, undefined]));
add('words with controls', {'glot.json': own()}, [[`\u001b[31m`], ['help', wild], ['explain', wild], ['extract', `--${wild}`], ['extract', '--config', wild], ['check', wild], ['pseudo', '--locale', wild], ['extract', '--jobs', wild]].map((words) => [words, undefined]));
const large = (path) => { writeFileSync(path, ''); truncateSync(path, 4 * 2 ** 30); };
add('a source of 4 GB', {'glot.json': own(), 'src/b.ts': large}, [[['extract'], 3, 'file-too-large'], [['build'], 3, 'file-too-large']]);
add('a catalog of 4 GB', {'glot.json': own(), 'c/de.xlf': large}, ['extract', 'build', 'check', 'status'].map((word) => [[word], 3, 'file-too-large']));
for (const name of ['glot.json', '.tx/config', 'package.json', 'tsconfig.json', 'memory.tmx', 'terms.csv'])
  add(`${name} of 4 GB`, {'glot.json': own({...(name === 'tsconfig.json' ? {tsconfig: name} : {}), ...(name === 'memory.tmx' ? {merge: {memories: [name]}} : {}), ...(name === 'terms.csv' ? {glossary: name} : {})}), [name]: large},
    [[['extract'], undefined], [['check'], undefined], ...(name.startsWith('.tx') ? [[['pull'], 3, 'file-too-large']] : [])]);
add(`${MANY} files`, {'glot.json': own(), many: (path) => {
  for (let i = 0; i < MANY; i++) {
    if (i % 1000 === 0) mkdirSync(join(dirname(path), `src/${i / 1000}`), {recursive: true});
    writeFileSync(join(dirname(path), `src/${Math.floor(i / 1000)}/${i}.ts`), i % 100 ? '' : source(`text ${i}`));
  }
}}, [[['extract'], 0], [['build'], 0]], {seconds: process.env.FULL ? 600 : 60});
add('a folder in a folder, 900 times', {'glot.json': own(), [`src/${'d/'.repeat(900)}a.ts`]: source('deep')}, [[['extract'], undefined], [['build'], undefined]]);
add('names of 255 bytes', {'glot.json': own(), [`src/${'n'.repeat(252)}.ts`]: source('long')}, [[['extract'], 0], [['build'], 0]]);

// ---- running

// All that stands in the folder but the project: path → content or where a link leads.
function lookAround(folder, prefix = '', seen = new Map()) {
  for (const name of readdirSync(join(folder, prefix))) {
    const path = prefix ? `${prefix}/${name}` : name, state = lstatSync(join(folder, path));
    if (path === 'project' || name === '.git') continue;
    if (state.isDirectory()) lookAround(folder, path, seen);
    else seen.set(path, readFileSync(join(folder, path), 'latin1'));
  }
  return seen;
}

function make(folder, {files, isRepository}) {
  rmSync(folder, {recursive: true, force: true});
  mkdirSync(join(folder, 'project'), {recursive: true});
  mkdirSync(join(folder, 'shared'));
  if (isRepository) mkdirSync(join(folder, '.git'));
  writeFileSync(join(folder, 'precious'), 'precious\n');
  writeFileSync(join(folder, 'good.xlf'), xliff('<trans-unit id="a"><source>a</source><target>b</target></trans-unit>'));
  for (const [path, content] of Object.entries(files)) {
    const at = join(folder, 'project', path);
    mkdirSync(dirname(at), {recursive: true});
    if (typeof content === 'function') content(at);
    else writeFileSync(at, content);
  }
}

function run(folder, words, seconds = 30) {
  return new Promise((done) => {
    const env = {PATH: process.env.PATH, LC_ALL: 'C.UTF-8', NO_COLOR: '1', HOME: folder, ASAN_OPTIONS: process.env.ASAN_OPTIONS ?? ''};
    const child = spawn(glot, words, {cwd: join(folder, 'project'), env, stdio: ['ignore', 'pipe', 'pipe']}), out = {stdout: '', stderr: ''};
    for (const stream of ['stdout', 'stderr']) child[stream].setEncoding('utf8').on('data', (text) => { out[stream] += text; });
    const clock = setTimeout(() => child.kill('SIGKILL'), seconds * 1000);
    child.on('close', (status, signal) => { clearTimeout(clock); done({...out, status, signal}); });
  });
}

const control = /[\x00-\x08\x0b-\x1f\x7f\u0080-\u009f\u202a-\u202e\u2066-\u2069]/;

function problemOf(end, words, status, said) {
  if (end.signal) return `ended by ${end.signal}`;
  if (status === undefined ? end.status > 3 : end.status !== status) return `ended with ${end.status}`;
  if (said && !end.stderr.includes(said)) return `does not say "${said}"`;
  // A difference that is not shown on a terminal is the bytes of the files, to be applied.
  if (control.test(end.stderr) || (!words.includes('--dry-run') && control.test(end.stdout))) return 'a control character reaches the terminal';
  if (end.status === 3 && !/error: /.test(end.stderr)) return 'fails without an error';
}

async function check(it, folder) {
  make(folder, it);
  const before = lookAround(folder);
  for (const [words, status, said] of it.runs) {
    const end = await run(folder, words, it.seconds), problem = problemOf(end, words, status, said);
    if (problem) return `glot ${words.join(' ')} ${problem}\n${end.stdout.slice(0, 500)}${end.stderr.slice(0, 1000)}`;
    const after = lookAround(folder);
    for (const path of new Set([...before.keys(), ...after.keys()]))
      if (before.get(path) !== after.get(path) && !it.mayWrite?.test(path)) return `glot ${words.join(' ')} changed ${path} outside of the project`;
  }
}

const queue = Object.entries(cases).filter(([title]) => wanted.every((text) => title.includes(text)));
await Promise.all(cpus().map(async (_, slot) => {
  for (let next; (next = queue.shift()); ) {
    const [title, it] = next, problem = await check(it, join(work, `slot-${slot}`));
    problem ? tally.failed++ : tally.passed++;
    if (problem) console.log(`FAILED ${json(title)}: ${json(problem).slice(1, -1).replaceAll('\\n', '\n')}`);
  }
}));
conclude();
