#!/usr/bin/env node
// What `glot build` makes of bundles between their texts and their files, seen from those who use it: Node and esbuild
// load the chunks by the generated functions, zlib unpacks the compressed copies, TypeScript compiles against the
// declarations, and the same project gives the same bytes elsewhere. $GLOT is the program. The last line is
// `N passed, N failed`.
import {spawnSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {dirname, join, relative} from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';
import {brotliDecompressSync, gunzipSync} from 'node:zlib';
import {conclude, glot, scratch, tally} from '../suite.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);
const work = scratch('packaging');

function check(claim, good, detail = '') {
  if (good) tally.passed++;
  else {
    tally.failed++;
    console.log(`FAILED ${claim}${detail ? `: ${detail}` : ''}`);
  }
}
const equal = (claim, got, wanted) => {
  const [a, b] = [JSON.stringify(got), JSON.stringify(wanted)];
  check(claim, a === b, `${a}, wanted ${b}`);
};

// ---- a project: two pages that are loaded when they are needed, and what both use

const sources = {
  'src/main.ts': `import {msg} from '@lit/localize';\nexport const home = () => msg('Home', {id: 'home'});
export const checkout = () => import('./checkout/page.js');\nexport const account = () => import('./account/page.js');\n`,
  'src/common/buttons.ts': `import {msg} from '@lit/localize';\nexport const ok = () => msg('OK', {id: 'ok'});\n`,
  'src/checkout/page.ts': `import {msg, str} from '@lit/localize';\nimport {ok} from '../common/buttons.js';
export const page = (n: string) => [ok(), msg('Pay now', {id: 'pay'}), msg(str\`Hello \${n}\`, {id: 'hello'}), msg('Cancel', {id: 'cancel'})];\n`,
  'src/account/page.ts': `import {msg} from '@lit/localize';\nimport {ok} from '../common/buttons.js';
export const page = () => [ok(), msg('Account', {id: 'account'}), msg('Cancel', {id: 'cancel'})];\n`,
  'src/account/unused.ts': `import {msg} from '@lit/localize';\nexport const odd = () => msg('Odd', {id: 'odd'});\n`,
};
const german = {home: 'Start', ok: 'In Ordnung', pay: 'Jetzt bezahlen', cancel: 'Abbrechen', account: 'Konto', odd: 'Seltsam'};
const english = {home: 'Home', ok: 'OK', pay: 'Pay now', cancel: 'Cancel', account: 'Account', odd: 'Odd'};

const catalog = (locale, texts) => `<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file target-language="${locale}" source-language="en" original="sources" datatype="plaintext">
<body>
${Object.entries(texts).map(([id, text]) => `<trans-unit id="${id}">\n  <source>${english[id]}</source>\n  <target>${text}</target>\n</trans-unit>`).join('\n')}
</body>
</file>
</xliff>
`;

const chunks = {main: ['src/main.ts'], checkout: ['src/checkout/page.ts'], account: ['src/account/page.ts']};

function makeProject(name, bundles, {reversed = false} = {}) {
  const folder = join(work, name);
  const files = Object.entries({
    ...sources,
    'translations/de.xlf': catalog('de', german),
    'translations/fr.xlf': catalog('fr', {ok: 'D’accord'}),
    'glot.json': JSON.stringify({
      sourceLocale: 'en', locales: ['de', 'fr'], sources: ['src/**/*.ts'],
      bundles: {folder: 'src/locales', language: 'js', localeCodes: 'src/locale-codes.js', ...bundles},
    }),
  });
  for (const [path, text] of reversed ? files.reverse() : files) {
    mkdirSync(dirname(join(folder, path)), {recursive: true});
    writeFileSync(join(folder, path), text);
  }
  writeFileSync(join(folder, 'package.json'), '{"type": "module"}');
  symlinkSync(join(here, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

function build(folder, words = [], env = {}) {
  const {status, stdout, stderr} = spawnSync(glot, ['build', ...words], {cwd: folder, encoding: 'utf8', env: {...process.env, ...env}});
  return {status, said: `${stdout}${stderr}`};
}

function mustBuild(folder, words, env) {
  const {status, said} = build(folder, words, env);
  if (status !== 0) throw new Error(`glot build ended with ${status}\n${said}`);
}

const filesBelow = (folder) => readdirSync(folder, {withFileTypes: true}).flatMap((entry) =>
  entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)]).sort();

// Path → bytes, of what a build wrote.
const contentsOf = (folder) => Object.fromEntries([...filesBelow(join(folder, 'src/locales')), join(folder, 'src/locale-codes.js')]
  .map((path) => [relative(folder, path), readFileSync(path, 'base64')]));

const digest = (algorithm, bytes, encoding) => createHash(algorithm).update(bytes).digest(encoding);

// ---- names, copies and the manifest

const everything = {hash: true, split: 'entry', chunks, compress: ['br', 'gz']};

function checkFile(folder, file, unpack) {
  const bytes = readFileSync(join(folder, file.file));
  equal(`${file.file} has the size that the manifest says`, bytes.length, file.bytes);
  equal(`${file.file} has the digest that the manifest says`, `sha384-${digest('sha384', bytes, 'base64')}`, file.integrity);
  return unpack ? unpack(bytes) : bytes;
}

function checkManifest(project) {
  const folder = join(project, 'src/locales'), manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  const named = ['manifest.json'];
  for (const bundles of Object.values(manifest.bundles))
    for (const bundle of Object.values(bundles)) {
      const bytes = checkFile(folder, bundle);
      named.push(bundle.file);
      check(`${bundle.file} is named by its content`, bundle.file.includes(`.${digest('sha256', bytes, 'hex').slice(0, 10)}.`));
      for (const [key, unpack] of [['gz', gunzipSync], ['br', brotliDecompressSync]]) {
        if (!bundle[key]) continue;
        named.push(bundle[key].file);
        check(`${bundle[key].file} is the bundle, and smaller`,
          checkFile(folder, bundle[key], unpack).equals(bytes) && bundle[key].bytes < bytes.length);
      }
    }
  equal('the manifest names all files', named.sort(), filesBelow(folder).map((path) => relative(folder, path)).sort());
  equal('each locale has each chunk', Object.values(manifest.bundles).map((bundles) => Object.keys(bundles)),
    Array(2).fill(['account', 'checkout', 'main', 'shared']));
}

// ---- loading

async function checkLoading(project) {
  const {loaders} = await import(pathToFileURL(join(project, 'src/locale-codes.js')));
  const of = async (locale) => Object.fromEntries(await Promise.all(Object.entries(loaders[locale])
    .map(async ([chunk, load]) => [chunk, Object.fromEntries(Object.entries((await load()).templates)
      .map(([id, text]) => [id, text.values ? text.strings.join('…') : text]))])));
  equal('chunks hold what only their entry reaches, and the shared one the rest', await of('de'), {
    account: {account: 'Konto'},
    checkout: {hello: 'Hello …', pay: 'Jetzt bezahlen'},
    main: {home: 'Start'},
    shared: {cancel: 'Abbrechen', odd: 'Seltsam', ok: 'In Ordnung'},
  });
  equal('what is not translated is there, too', (await of('fr')).shared, {cancel: 'Cancel', odd: 'Odd', ok: 'D’accord'});
}

async function checkBundler(project) {
  const {build: bundle} = require('esbuild');
  writeFileSync(join(project, 'src/app.js'), `import {loaders} from './locale-codes.js';\nloaders.de.main().then((m) => console.log(m.templates.home));\n`);
  await bundle({entryPoints: [join(project, 'src/app.js')], bundle: true, splitting: true, format: 'esm', outdir: join(project, 'dist'), logLevel: 'silent'});
  const said = spawnSync('node', [join(project, 'dist/app.js')], {encoding: 'utf8'}).stdout;
  equal('esbuild bundles what the functions load', said, 'Start\n');
}

// ---- types

function checkTypes() {
  const project = join(work, 'types');
  mkdirSync(join(project, 'translations'), {recursive: true});
  const unit = (id, source) => `<trans-unit id="${id}">\n<source>${source}</source>\n</trans-unit>`;
  writeFileSync(join(project, 'glot.json'), JSON.stringify({
    sourceLocale: 'en', locales: ['de'], bundles: {folder: 'locales', format: 'json', types: 'src/messages.d.ts'},
  }));
  writeFileSync(join(project, 'translations/en.xlf'), `<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file source-language="en" original="sources" datatype="plaintext">
<body>
${[unit('plain', 'Plain'), unit('greeting', 'Hello <x id="name" equiv-text="{name}"/>'), unit('it&#39;s &quot;odd&quot; \\', 'Odd'), unit('__proto__', 'P'), unit('1', 'One'),
    unit('count', 'You have <x id="count" equiv-text="{count, number}"/> of <x id="of" equiv-text="{of}"/>'), unit('due', 'Due <x id="day" equiv-text="{day, date, short}"/>')].join('\n')}
</body>
</file>
</xliff>
`);
  mustBuild(project);
  // Lines that must not compile end in `// !`.
  const use = `import type {MessageId, MessageParameters} from './messages';
declare function t<Id extends MessageId>(id: Id, ...values: MessageParameters<Id>): string;
t('plain');
t('plain', {});
t('greeting', {name: 'Ada'});
t('count', {count: 3, of: 'ten'});
t('due', {day: new Date(0)});
t('it\\'s "odd" \\\\');
t('__proto__');
t('1');
t('greetin', {name: 'Ada'}); // !
t('greeting'); // !
t('greeting', {}); // !
t('greeting', {nmae: 'Ada'}); // !
t('count', {count: 'three', of: 'ten'}); // !
t('count', {count: 3}); // !
t('due', {day: true}); // !
`;
  writeFileSync(join(project, 'src/use.ts'), use);
  const tsc = join(dirname(require.resolve('typescript/package.json')), 'bin/tsc');
  const {stdout} = spawnSync('node', [tsc, '--noEmit', '--strict', '--target', 'es2022', '--moduleResolution', 'bundler', '--module', 'es2022', 'src/use.ts'], {cwd: project, encoding: 'utf8'});
  const found = [...new Set([...stdout.matchAll(/use\.ts\((\d+),/g)].map((match) => Number(match[1])))];
  const wanted = use.split('\n').flatMap((line, i) => (line.endsWith('// !') ? [i + 1] : []));
  equal('TypeScript refuses mistyped ids and missing arguments, and nothing else', found, wanted);
  check('the declarations themselves compile', !stdout.includes('messages.d.ts'), stdout);
  writeFileSync(join(project, 'src/messages.d.ts'), readFileSync(join(project, 'src/messages.d.ts'), 'utf8').replace('plain', 'plane'));
  const outdated = build(project, ['--check']);
  check('--check tells declarations that are out of date', outdated.status === 1 && outdated.said.includes('src/messages.d.ts'), outdated.said);
}

// ---- the same bytes

function checkReproducible(first) {
  const wanted = JSON.stringify(contentsOf(first));
  const elsewhere = [
    ['a/deeper/folder', ['--jobs', '1'], {TZ: 'Asia/Tokyo', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8'}],
    ['b', ['--jobs', '2'], {TZ: 'America/New_York', LC_ALL: 'C', HOME: '/nowhere'}],
    ['c with spaces', ['--jobs', '8'], {SOURCE_DATE_EPOCH: '1'}],
  ];
  for (const [name, words, env] of elsewhere) {
    const copy = makeProject(name, everything, {reversed: true});
    mustBuild(copy, words, env);
    check(`${words.join(' ')} in "${name}" gives the same bytes`, JSON.stringify(contentsOf(copy)) === wanted);
    check(`and then all is up to date`, build(copy, ['--check']).status === 0);
  }
}

// ---- the next build

function checkNextBuild(project) {
  const folder = join(project, 'src/locales'), before = filesBelow(folder);
  writeFileSync(join(project, 'translations/de.xlf'), catalog('de', {...german, pay: 'Bezahlen'}));
  const outdated = build(project, ['--check']);
  check('--check names what is new, what goes and the manifest', outdated.status === 1 &&
    ['is missing', 'is of a former run', 'manifest.json', '.js.br', '.js.gz'].every((words) => outdated.said.includes(words)), outdated.said);
  mustBuild(project);
  const after = filesBelow(folder);
  const gone = before.filter((path) => !after.includes(path)).map((path) => relative(folder, path));
  check('the former bundle goes with its copies', gone.length === 3 && gone.every((path) => path.startsWith('de/checkout.')), gone.join(' '));
  equal('and a new one is there with its copies', after.length, before.length);
}

const project = makeProject('first', everything);
mustBuild(project);
checkManifest(project);
await checkLoading(project);
await checkBundler(project);
checkTypes();
checkReproducible(project);
checkNextBuild(project);

conclude();
process.exit();
