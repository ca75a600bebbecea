#!/usr/bin/env node
// The cache: whatever happened to a project since the last run, a run with `.glot/cache` prints what one without prints,
// ends with the same status, and leaves the same files.
//
//   tests/cache.mjs [SEED] [EDITS]
//
// A project lives on with its cache; beside it each command is run with --no-cache in a copy. What happens between two
// runs is drawn by lot: contents, edits of the same size within a tick of the clock, times set back, names, folders,
// links, files that come in front of others in resolution, configurations, catalogs, bundles, damage to the cache.
// $GLOT is the program. The last line is `N passed, N failed`.
import {spawnSync} from 'node:child_process';
import {
  cpSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, renameSync, rmSync,
  statSync, symlinkSync, utimesSync, writeFileSync,
} from 'node:fs';
import {dirname, join} from 'node:path';
import {Random} from './random.mjs';
import {seedOf} from './seed.mjs';
import {conclude, glot, scratch, settle as count} from './suite.mjs';

const seed = Number(process.argv[2] ?? seedOf(11)), edits = Number(process.argv[3] ?? 30);
const work = scratch('cache');
const expect = (name, isGood, words = '') => count(isGood, `${name}${words && `\n${words}`}`);

// ---- trees and runs

function contents(folder, below = '', files = {}) {
  for (const name of readdirSync(join(folder, below)).sort()) {
    const path = join(below, name), at = join(folder, path), state = lstatSync(at);
    if (path === '.glot') continue;
    if (state.isSymbolicLink()) files[path] = `-> ${readlinkSync(at)}`;
    else if (state.isDirectory()) contents(folder, path, files);
    else files[path] = readFileSync(at, 'latin1');
  }
  return files;
}

function run(folder, words) {
  const {stdout, stderr, status} = spawnSync(glot, words, {cwd: folder, env: {...process.env, NO_COLOR: '1', LC_ALL: 'C.UTF-8'}});
  return {status, stdout: `${stdout}`, stderr: `${stderr}`};
}

const write = (folder, path, text) => {
  mkdirSync(dirname(join(folder, path)), {recursive: true});
  writeFileSync(join(folder, path), text);
};
const sourcesOf = (folder) => (existsSync(join(folder, '.glot/sources')) ? readFileSync(join(folder, '.glot/sources')) : Buffer.alloc(0));
const recordOf = (folder) => (existsSync(join(folder, '.glot/cache')) ? readFileSync(join(folder, '.glot/cache')) : Buffer.alloc(0));

// The names of the sources, or of what else is meant, that a run opens, sorted; undefined where that cannot be seen.
function openedSources(folder, words, meant = /"[^"]*\/src\/([^"]*\.[jt]s)", (?!.*O_DIRECTORY)/g) {
  const {stderr, status} = spawnSync('strace', ['-f', '-e', 'trace=openat', glot, ...words], {cwd: folder, encoding: 'utf8'});
  if (status === null || status === undefined || /permitted|not found/i.test(stderr)) return undefined;
  return [...new Set([...stderr.matchAll(meant)].map(([, name]) => name))].sort();
}

// Of a run that was not done again there is nothing to be seen but that it did not open the sources.
function opensSources(folder, words) {
  const names = openedSources(folder, words);
  return names && names.length > 0;
}

// What the command does here with its cache, and in a copy without it; says where they part.
let copies = 0;
function partAt(folder, words) {
  // The copy has the same name in another folder, so that nothing that is printed names another path.
  const copy = join(work, `c${copies++}`, 'p');
  cpSync(folder, copy, {recursive: true, verbatimSymlinks: true, preserveTimestamps: true});
  rmSync(join(copy, '.glot'), {recursive: true, force: true});
  const fresh = run(copy, [...words, '--no-cache']), kept = run(folder, words);
  const wanted = JSON.stringify([fresh, contents(copy)]), got = JSON.stringify([kept, contents(folder)]);
  rmSync(dirname(copy), {recursive: true, force: true});
  return wanted === got ? '' : `  ${words.join(' ')}\n  wanted ${wanted}\n  got    ${got}`;
}

// ---- the project

const own = (extra = {}) => JSON.stringify({
  sourceLocale: 'en', locales: ['de', 'fr'], sources: ['src/**/*.{ts,js}'], catalogs: {format: 'xliff', folder: 'xliff'},
  bundles: {folder: 'out'}, ...extra,
});
const dropIn = () => JSON.stringify({
  $schema: 'https://raw.githubusercontent.com/lit/lit/main/packages/localize-tools/config.schema.json', sourceLocale: 'en', targetLocales: ['de'],
  tsConfig: 'tsconfig.json', output: {mode: 'runtime', outputDir: 'out'}, interchange: {format: 'xliff', xliffDir: 'xliff'},
});

function source(lot, number) {
  const lines = [lot.pick(["import {msg} from '@lit/localize';", "import {msg} from './marker.js';", "import {msg} from 'pack';"])];
  for (let i = lot.below(3); i >= 0; i--) lines.push(`export const x${lot.below(99)} = () => msg('Text ${10 + lot.below(80)}');`);
  if (lot.below(3) === 0) lines.push(`import './f${lot.below(6)}.js';`);
  if (lot.below(12) === 0) lines.push("msg('broken' +);");
  if (lot.below(6) === 0) lines.push(`msg(\`\${x} ${number}\`, {id: 'same'});`);
  return `${lines.join('\n')}\n`;
}

function makeProject(lot, isDropIn) {
  const folder = mkdtempSync(join(work, 'p-'));
  write(folder, isDropIn ? 'lit-localize.json' : 'glot.json', isDropIn ? dropIn() : own());
  write(folder, 'tsconfig.json', '{"extends": "./base.json", "include": ["src"], "compilerOptions": {"allowJs": true}}');
  write(folder, 'base.json', '{"compilerOptions": {"moduleResolution": "bundler"}}');
  write(folder, 'src/marker.js', "export {msg} from '@lit/localize';\n");
  write(folder, 'node_modules/pack/package.json', '{"name": "pack", "main": "index.js"}');
  write(folder, 'node_modules/pack/index.js', "export {msg} from '@lit/localize';\n");
  for (let i = 0; i < 6; i++) write(folder, `src/f${i}.js`, source(lot, i));
  return folder;
}

// ---- what happens

const anyOf = (folder, below, lot) => {
  if (!existsSync(join(folder, below))) return undefined;
  const names = readdirSync(join(folder, below)).filter((name) => lstatSync(join(folder, below, name)).isFile());
  return names.length ? join(below, lot.pick(names)) : undefined;
};

const happenings = {
  nothing() {},
  rewrite(folder, lot) { write(folder, `src/f${lot.below(8)}.js`, source(lot, lot.below(9))); },
  rewriteMany(folder, lot) { for (let i = lot.below(8); i >= 0; i--) write(folder, `src/f${i}.js`, source(lot, lot.below(9))); },
  // What sources say stays the same; then a catalog, a bundle or a configuration may be another one, or not.
  remark(folder, lot) {
    for (let i = lot.below(2); i >= 0; i--) {
      const path = anyOf(folder, 'src', lot);
      if (path) writeFileSync(join(folder, path), lot.pick([(text) => `${text}// ${lot.below(99)}\n`, (text) => `\n${text}`, (text) => `import './f${lot.below(6)}.js';\n${text}`])(readFileSync(join(folder, path), 'utf8')));
    }
    const name = lot.pick(['nothing', 'nothing', 'nothing', 'translate', 'breakCatalog', 'removeCatalog', 'strayCatalog', 'bundle', 'configuration', 'tsconfig', 'package', 'shadow', 'damage']);
    this[name](folder, lot);
  },
  remarkAgain(folder, lot) { this.remark(folder, lot); },
  remarkOften(folder, lot) { this.remark(folder, lot); },
  marker(folder, lot) { // what all others import
    write(folder, 'src/marker.js', lot.pick(["export {msg} from '@lit/localize';\n", "export {msg} from 'pack';\n", "export {str as msg} from '@lit/localize';\n", 'export const msg = 1;\n']));
  },
  // Same size, same tick, and the old time: only the time of the change of the inode can tell.
  sameSize(folder, lot) {
    const path = anyOf(folder, 'src', lot), at = path && join(folder, path);
    if (!path) return;
    const {atime, mtime} = statSync(at);
    writeFileSync(at, readFileSync(at, 'utf8').replace(/Text (\d)(\d)/, (_, a, b) => `Text ${(Number(a) % 8) + 1}${b}`));
    if (lot.below(2)) utimesSync(at, atime, mtime);
  },
  twiceInATick(folder, lot) {
    write(folder, 'src/f1.js', source(lot, 1));
    run(folder, ['extract']);
    this.sameSize(folder, lot);
  },
  touch(folder, lot) {
    const path = anyOf(folder, lot.pick(['src', 'xliff', '.']), lot), time = lot.pick([new Date(), new Date('2001-01-01'), new Date('2040-01-01')]);
    if (path) utimesSync(join(folder, path), time, time);
  },
  replaceBySame(folder, lot) { // as git and package managers do it
    const path = anyOf(folder, lot.pick(['src', 'xliff']), lot);
    if (!path) return;
    const text = readFileSync(join(folder, path));
    rmSync(join(folder, path));
    writeFileSync(join(folder, path), text);
  },
  swap(folder, lot) {
    const a = anyOf(folder, 'src', lot), b = anyOf(folder, 'src', lot);
    if (!a || !b || a === b) return;
    renameSync(join(folder, a), join(folder, 'swap'));
    renameSync(join(folder, b), join(folder, a));
    renameSync(join(folder, 'swap'), join(folder, b));
  },
  remove(folder, lot) {
    const path = anyOf(folder, 'src', lot);
    if (path) rmSync(join(folder, path));
  },
  moveFolder(folder) {
    rmSync(join(folder, 'src/other'), {recursive: true, force: true});
    if (existsSync(join(folder, 'src/deep'))) renameSync(join(folder, 'src/deep'), join(folder, 'src/other'));
    else write(folder, 'src/deep/a.js', "import {msg} from '@lit/localize';\nmsg('Text 33');\n");
  },
  removeFolder(folder) { rmSync(join(folder, 'src/other'), {recursive: true, force: true}); },
  shadow(folder, lot) { // found before what was found until now
    const path = lot.pick(['src/marker.ts', 'src/f1.ts', 'node_modules/pack/index.ts', 'src/f2.d.ts']);
    if (existsSync(join(folder, path))) rmSync(join(folder, path));
    else write(folder, path, lot.pick(["export const msg = (x: string) => x;\n", "export {msg} from '@lit/localize';\n"]));
  },
  link(folder, lot) {
    const path = join(folder, 'src/linked');
    rmSync(path, {recursive: true, force: true});
    mkdirSync(join(folder, 'elsewhere'), {recursive: true});
    write(folder, `elsewhere/e${lot.below(2)}.js`, source(lot, 7));
    symlinkSync(lot.pick(['../elsewhere', '../nowhere', './deep']), path);
  },
  behindLink(folder, lot) {
    if (existsSync(join(folder, 'elsewhere'))) write(folder, `elsewhere/e${lot.below(3)}.js`, source(lot, 8));
  },
  package(folder, lot) { write(folder, 'node_modules/pack/package.json', lot.pick(['{"name": "pack", "main": "index.js"}', '{"name": "pack", "exports": "./none.js"}', '{'])); },
  noModules(folder) {
    const [from, to] = existsSync(join(folder, 'away')) ? ['away', 'node_modules'] : ['node_modules', 'away'];
    rmSync(join(folder, to), {recursive: true, force: true});
    renameSync(join(folder, from), join(folder, to));
  },
  tsconfig(folder, lot) { write(folder, lot.pick(['base.json', 'tsconfig.json']), lot.pick(['{}', '{"include": ["src"]}', '{"include": ["src/f*"], "compilerOptions": {"allowJs": true}}', '{,'])); },
  configuration(folder, lot) {
    if (existsSync(join(folder, 'glot.json')))
      write(folder, 'glot.json', lot.pick([own(), own({locales: ['de']}), own({sources: ['src/f*.js']}), own({locations: true}), own({catalogs: {format: 'po', folder: 'po'}})]));
    else if (lot.below(3) === 0) write(folder, 'glot.json', own()); // goes before the other name
  },
  noConfiguration(folder) { if (existsSync(join(folder, 'lit-localize.json'))) rmSync(join(folder, 'glot.json'), {force: true}); },
  translate(folder, lot) {
    const path = anyOf(folder, 'xliff', lot);
    if (path) writeFileSync(join(folder, path), readFileSync(join(folder, path), 'utf8').replace(/(<source>)(.*?)(<\/source>)(?!\s*<target>)/, `$1$2$3<target>Da ${lot.below(9)}</target>`));
  },
  breakCatalog(folder, lot) {
    const path = anyOf(folder, 'xliff', lot);
    if (path) writeFileSync(join(folder, path), lot.pick(['', '<xliff', readFileSync(join(folder, path), 'utf8').replace('</body>', '<note/></body>')]));
  },
  removeCatalog(folder, lot) {
    const path = anyOf(folder, 'xliff', lot);
    if (path) rmSync(join(folder, path));
  },
  strayCatalog(folder) {
    if (existsSync(join(folder, 'xliff/it.xlf'))) rmSync(join(folder, 'xliff/it.xlf'));
    else write(folder, 'xliff/it.xlf', '');
  },
  bundle(folder, lot) {
    const path = anyOf(folder, 'out', lot);
    if (path) lot.below(2) ? rmSync(join(folder, path)) : writeFileSync(join(folder, path), '// by hand\n');
  },
  damage(folder, lot) {
    const bytes = Buffer.from(recordOf(folder));
    if (bytes.length === 0) return;
    bytes[lot.below(bytes.length)] ^= 1 << lot.below(8);
    writeFileSync(join(folder, '.glot/cache'), lot.pick([bytes, bytes.subarray(0, lot.below(bytes.length)), Buffer.alloc(0), Buffer.from('hello')]));
  },
  damageSources(folder, lot) {
    const bytes = Buffer.from(sourcesOf(folder));
    if (bytes.length === 0) return;
    bytes[lot.below(bytes.length)] ^= 1 << lot.below(8);
    writeFileSync(join(folder, '.glot/sources'), lot.pick([bytes, bytes, bytes.subarray(0, lot.below(bytes.length)), Buffer.alloc(0)]));
  },
  foreignCache(folder) { // of another project
    const other = join(work, 'cache-of-another');
    if (recordOf(folder).length) cpSync(join(folder, '.glot/cache'), other);
    else if (existsSync(other) && existsSync(join(folder, '.glot'))) cpSync(other, join(folder, '.glot/cache'));
  },
  noCache(folder) { rmSync(join(folder, '.glot'), {recursive: true, force: true}); },
};

const commands = [
  ['extract'], ['extract'], ['extract', '--check'], ['extract', '-v'], ['build'], ['build'], ['build', '--check'], ['extract', '--format', 'json'],
  ['extract', '--dry-run'], ['extract', '--strict'], ['build', '-q'], ['extract', '--full-parse'],
  ['check'], ['check', '--sources'], ['check', '-v', '--format', 'json'], ['status'], ['status'], ['status', '--format', 'json'], ['status', '--fail-under', '50'],
];

const pause = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

function playOn(title, isDropIn, from) {
  const lot = new Random(from), folder = makeProject(lot, isDropIn), names = Object.keys(happenings);
  let problem = '', before = 0, kept = 0;
  for (let i = 0; i < edits && !problem; i++) {
    const name = lot.pick(names);
    happenings[name](folder, lot);
    if (lot.below(3) === 0) pause(60); // what is older is known by its times
    const words = lot.pick(commands);
    for (let again = lot.below(3); again >= 0 && !problem; again--) {
      problem = partAt(folder, words);
      const now = recordOf(folder).length;
      kept += now > 0 && now === before;
      before = now;
    }
    if (problem) problem = `  after ${i}: ${name}\n${problem}`;
  }
  expect(`${title}, seed ${from}: runs with a cache are as runs without`, !problem, problem);
  expect(`${title}, seed ${from}: there was a cache`, kept > 0);
  rmSync(folder, {recursive: true, force: true});
}

// ---- what is kept

function keeps() {
  const lot = new Random(1), folder = makeProject(lot, false);
  for (const name of readdirSync(join(folder, 'src'))) write(folder, `src/${name}`, "import {msg} from '@lit/localize';\nmsg('One');\n");
  run(folder, ['extract']);
  expect('a run that writes is not kept', recordOf(folder).length === 0);
  pause(60);
  const first = run(folder, ['extract']);
  expect('a run that writes nothing is kept', recordOf(folder).length > 0);
  expect('git does not see it', readFileSync(join(folder, '.glot/.gitignore'), 'utf8').includes('/cache\n'));
  const isRead = opensSources(folder, ['extract']);
  if (isRead === undefined) console.log('SKIPPED whether sources are opened: strace cannot be run');
  else {
    pause(60);
    run(folder, ['extract']); // what was new is known by its times from now on
    expect('where nothing changed no source is opened', opensSources(folder, ['extract']) === false);
    expect('--no-cache opens them', opensSources(folder, ['extract', '--no-cache']) === true);
    expect('another command does not take it for its own', opensSources(folder, ['extract', '--full-parse']) === true);
  }
  const again = run(folder, ['extract']);
  expect('what was printed is printed again', JSON.stringify(first) === JSON.stringify(again), again.stdout);
  const held = recordOf(folder), damaged = held.subarray(0, 500);
  writeFileSync(join(folder, '.glot/cache'), damaged);
  run(folder, ['extract']);
  expect('a damaged file is replaced', !recordOf(folder).equals(damaged) && recordOf(folder).length > damaged.length);
  for (let i = 0; i < 30; i++) run(folder, ['extract', '--fuzzy', `${i}`]);
  expect('old records go', recordOf(folder).length < held.length * 12);
  expect('nothing else is left in its folder', readdirSync(join(folder, '.glot')).sort().join() === '.gitignore,cache,sources');
}

// ---- sources that are kept

const plain = (text) => `import {msg} from './marker.js';\nexport const x = () => msg('${text}');\n`;

function makeChain() {
  const folder = makeProject(new Random(6), false);
  for (let i = 0; i < 6; i++) write(folder, `src/f${i}.js`, plain(`Text ${i}`));
  run(folder, ['extract', '--no-cache']);
  pause(60);
  run(folder, ['extract']);
  return folder;
}

// What is opened, and that it came to what a run without a cache comes to.
function expectOpened(title, folder, wanted, words = ['extract']) {
  const opened = openedSources(folder, [...words, '--dry-run']);
  if (opened) expect(`${title}: opened are ${wanted}`, opened.join() === wanted, opened.join());
  const problem = partAt(folder, words);
  expect(`${title}: as without a cache`, !problem, problem);
}

// The times of what was new are known from now on, to both files.
function settle(folder) {
  pause(60);
  for (const words of [['extract'], ['extract', '--dry-run'], ['build', '--check']]) run(folder, words);
}

function keepsSources() {
  const folder = makeChain();
  expect('sources are kept', sourcesOf(folder).length > 0);
  for (let count = 1; count <= 3; count++) {
    for (let i = 0; i < count; i++) write(folder, `src/f${i}.js`, plain(`Text ${i}, edited ${count} times`));
    expectOpened(`${count} edited`, folder, ['f0.js', 'f1.js', 'f2.js'].slice(0, count).join());
    settle(folder);
  }
  utimesSync(join(folder, 'src/f4.js'), new Date(), new Date());
  expectOpened('touched', folder, 'f4.js');
  settle(folder); // by the records of runs alone: nothing changed
  expectOpened('another command', folder, 'f4.js', ['build']);
  expectOpened('under other settings', folder, 'f0.js,f1.js,f2.js,f3.js,f4.js,f5.js,marker.js', ['extract', '-v']);
  settle(folder);
  const forget = () => rmSync(join(folder, '.glot/cache'), {force: true}); // by the sources alone
  run(folder, ['extract', '-v']);
  const thorough = sourcesOf(folder);
  forget();
  expectOpened('what looked for more serves who looks for less', folder, '');
  forget();
  // Before marker.js is followed the calls of the others only look like markers': such findings keep records out.
  expectOpened('and still who looks for more', folder, 'f0.js,f1.js,f2.js,f3.js,f4.js,f5.js', ['extract', '-v']);
  expect('neither writes what the other one has read', sourcesOf(folder).equals(thorough));
  settle(folder);
  // Two say different things under one name: places are told of files that were not read.
  for (const i of [0, 3]) write(folder, `src/f${i}.js`, `import {msg} from '@lit/localize';\n\nmsg('Text ${i}', {id: 'same'});\n`);
  for (let again = 0; again < 3; again++, pause(60)) expect('a conflict is told with its places', !partAt(folder, ['extract']), run(folder, ['extract']).stderr);
  settle(folder);
  rmSync(join(folder, 'src/f3.js'));
  expectOpened('one went', folder, '');
  write(folder, 'src/marker.js', "export {str as msg} from '@lit/localize';\n");
  expectOpened('what all import says something else', folder, 'f1.js,f2.js,f4.js,f5.js,marker.js');
}

// Where the same is said in other lines, nothing is done with catalogs.
function repeats() {
  const folder = makeChain(), catalogs = /"[^"]*xliff\/([^"]*\.xlf)"/g;
  const opened = (...words) => openedSources(folder, words, catalogs)?.join();
  settle(folder);
  const wanted = run(folder, ['extract', '--no-cache']).stdout;
  for (let i = 0; i < 4; i++) {
    write(folder, 'src/f2.js', `// ${i}\n${plain('Text 2')}`);
    const names = opened('extract');
    if (names !== undefined) expect(`a remark, ${i}: no catalog is opened`, names === '', names);
    expect(`a remark, ${i}: the same is said`, run(folder, ['extract']).stdout === wanted);
    expect(`a remark, ${i}: as without a cache`, !partAt(folder, ['extract', '--format', 'sarif']));
    if (i === 1) pause(60);
  }
  const size = recordOf(folder).length;
  for (let i = 10; i < 20; i++) {
    write(folder, 'src/f2.js', `// ${i}\n${plain('Text 2')}`);
    run(folder, ['extract']);
  }
  expect('records do not grow', recordOf(folder).length === size, `${size} ${recordOf(folder).length}`);
  settle(folder);
  write(folder, 'src/f2.js', plain('Text 2'));
  writeFileSync(join(folder, 'xliff/de.xlf'), readFileSync(join(folder, 'xliff/de.xlf'), 'utf8').replace('Text 3', 'Text 33'));
  const names = opened('extract', '--dry-run');
  if (names !== undefined) expect('where a catalog changed, too, all are opened', names === 'de.xlf,fr.xlf', names);
  expect('where a catalog changed, too: as without a cache', !partAt(folder, ['extract']));
}

// Also where there is a warning before, as long as it is the same one.
function repeatsWarnings() {
  const folder = makeChain(), catalogs = /"[^"]*xliff\/([^"]*\.xlf)"/g;
  const edit = (title, file, text, isRepeated) => {
    write(folder, file, text);
    const names = openedSources(folder, ['extract'], catalogs)?.join();
    if (names !== undefined) expect(`${title}: ${isRepeated ? 'no catalog is' : 'catalogs are'} opened`, (names === '') === isRepeated, names);
    const problem = partAt(folder, ['extract']) ?? partAt(folder, ['extract', '--format', 'json']);
    expect(`${title}: as without a cache`, !problem, problem);
    settle(folder);
  };
  const warned = own({locales: ['de', 'fr', 'en']});
  edit('a warning comes', 'glot.json', warned, false);
  expect('it is told', /config-double-locale/.test(run(folder, ['extract', '--no-cache']).stderr), run(folder, ['extract', '--no-cache']).stderr);
  for (let i = 0; i < 3; i++) edit(`with a warning, a remark, ${i}`, 'src/f2.js', `// ${i}\n${plain('Text 2')}`, true);
  edit('with a warning, a text', 'src/f2.js', plain('Text 22'), false);
  edit('with a warning, a remark again', 'src/f2.js', `// again\n${plain('Text 22')}`, true);
  edit('it stands elsewhere', 'glot.json', `\n${warned}`, false);
  edit('it goes', 'glot.json', own(), false);
  const conflict = (before) => `${before}import {msg} from '@lit/localize';\nmsg('Text 5');\n/*\n<<<<<<< HEAD\n=======\n>>>>>>> other\n*/\n`;
  edit('a source with a warning', 'src/f5.js', conflict(''), false);
  expect('that is told', /merge-conflict/.test(run(folder, ['extract', '--no-cache']).stderr), run(folder, ['extract', '--no-cache']).stderr);
  edit('another source', 'src/f2.js', `// and again\n${plain('Text 22')}`, true);
  edit('the same warning in another line', 'src/f5.js', conflict('// one\n'), false);
}

// Whatever byte is another one: the run is as without.
function survivesDamage() {
  const folder = makeChain(), bytes = sourcesOf(folder), wanted = JSON.stringify(run(folder, ['extract', '--no-cache']));
  const bad = [];
  for (let at = 0; at < bytes.length; at += 3) {
    const damaged = Buffer.from(bytes);
    damaged[at] ^= 1 << (at % 8);
    writeFileSync(join(folder, '.glot/sources'), damaged);
    rmSync(join(folder, '.glot/cache'), {force: true});
    if (JSON.stringify(run(folder, ['extract'])) !== wanted) bad.push(at);
  }
  expect('no damaged byte is believed', bad.length === 0 && bytes.length > 500, bad.join());
  run(folder, ['extract']);
  expect('a damaged file of sources is replaced', !openedSources(folder, ['extract', '--dry-run'])?.length);
}

function writesNothing() {
  const folder = makeProject(new Random(2), false);
  write(folder, 'src/f0.js', '');
  for (let i = 0; i < 6; i++) write(folder, `src/f${i}.js`, "import {msg} from '@lit/localize';\nmsg('One');\n");
  run(folder, ['extract', '--no-cache']);
  run(folder, ['extract', '--check']);
  run(folder, ['extract', '--dry-run']);
  run(folder, ['extract', '--no-cache']);
  expect('--check, --dry-run and --no-cache make no folder', !existsSync(join(folder, '.glot')));
  // A link in its place leads out of the project.
  mkdirSync(join(work, 'outside'));
  symlinkSync(join(work, 'outside'), join(folder, '.glot'));
  run(folder, ['extract']);
  expect('no link is followed', readdirSync(join(work, 'outside')).length === 0);
  rmSync(join(folder, '.glot'));
  writeFileSync(join(folder, '.glot'), 'a file');
  const run1 = run(folder, ['extract']);
  expect('a file in the place of the folder does not matter', run1.status === 0 && run1.stderr === '', run1.stderr);
}

// ---- forgery

const mask = (1n << 64n) - 1n;
const fold = (a, b) => ((a * b) & mask) ^ ((a * b) >> 64n);

// As base/hash.c has it.
function hashOf(bytes) {
  const prime = 0x9e3779b97f4a7c15n, whole = bytes.length - (bytes.length % 8), rest = Buffer.alloc(8);
  let hash = prime ^ BigInt(bytes.length);
  for (let i = 0; i < whole; i += 8) hash = fold(hash ^ bytes.readBigUInt64LE(i), prime);
  bytes.copy(rest, 0, whole);
  if (whole < bytes.length) hash = fold(hash ^ rest.readBigUInt64LE(0), prime);
  return fold(hash ^ (hash >> 32n), 0xe7037ed1a0b428dbn);
}

// Somebody who knows the format can make glot say something else, but not command the terminal.
function forges() {
  const folder = makeProject(new Random(4), false);
  for (let i = 0; i < 6; i++) write(folder, `src/f${i}.js`, "import {msg} from '@lit/localize';\nmsg('One');\n");
  run(folder, ['extract']);
  const wanted = run(folder, ['extract']).stdout;
  for (const [said, isTaken] of [['7 message', true], ['\x1b]0;hello', false], ['\x1b[2J\x1b[1', false], ['\r messages', false], ['\x1b[1mm', true]]) {
    const bytes = Buffer.from(recordOf(folder)), offset = Number(bytes.readBigUInt64LE(48)), len = Number(bytes.readBigUInt64LE(56));
    bytes.write(said, bytes.indexOf('message', offset) - 2, 'latin1');
    bytes.writeBigUInt64LE(hashOf(bytes.subarray(offset, offset + len)), 64);
    bytes.writeBigUInt64LE(hashOf(bytes.subarray(40, 72)), 32);
    writeFileSync(join(folder, '.glot/cache'), bytes);
    expect(`${JSON.stringify(said)} in a record is ${isTaken ? '' : 'not '}said`, (run(folder, ['extract']).stdout !== wanted) === isTaken);
    rmSync(join(folder, '.glot'), {recursive: true});
    run(folder, ['extract']);
  }
}

// Many at once: each prints what it should, and the file is whole afterwards.
function together() {
  const folder = makeProject(new Random(3), false);
  for (let i = 0; i < 6; i++) write(folder, `src/f${i}.js`, "import {msg} from '@lit/localize';\nmsg('One');\n");
  run(folder, ['extract']);
  pause(60);
  const wanted = run(folder, ['extract', '--no-cache']).stdout;
  const script = `for i in 1 2 3 4 5 6 7 8 9 10 11 12; do "${glot}" extract & "${glot}" extract --strict & done; wait`;
  const {stdout} = spawnSync('bash', ['-c', script], {cwd: folder, encoding: 'utf8'});
  expect('runs at the same time do not disturb each other', stdout === wanted.repeat(24), stdout);
  expect('and leave no file behind', readdirSync(join(folder, '.glot')).sort().join() === '.gitignore,cache,sources');
}

// What only asks makes no folder, uses the one that is there, and keeps nothing that files do not tell.
function asks() {
  const folder = makeChain(), sizeAfter = (...words) => (run(folder, words), recordOf(folder).length);
  rmSync(join(folder, '.glot'), {recursive: true});
  for (const words of [['check'], ['status'], ['check', '--sources']]) run(folder, words);
  expect('check and status make no folder', !existsSync(join(folder, '.glot')));
  pause(60);
  for (const words of [['extract'], ['check'], ['status'], ['status', '--format', 'json'], ['check', '--sources']]) run(folder, words);
  const kept = recordOf(folder).length;
  for (const words of [['check'], ['status'], ['status', '--format', 'json'], ['check', '--sources']]) {
    const opened = openedSources(folder, words, /"[^"]*\/(xliff|src)\/([^"]*\.\w+)", (?!.*O_DIRECTORY)/g);
    if (opened !== undefined) expect(`${words.join(' ')}: nothing is opened where nothing changed`, opened.length === 0, opened.join());
    expect(`${words.join(' ')}: as without a cache`, !partAt(folder, words));
  }
  expect('these were kept', recordOf(folder).length === kept);
  expect('files that are named are not', sizeAfter('check', 'xliff/de.xlf') === kept && sizeAfter('status', 'xliff/de.xlf') === kept);
  expect('nor is a page', sizeAfter('status', '--html', 'page.html') === kept);
  run(folder, ['status', '--remote']);
  expect('nor is what a service says', recordOf(folder).length === kept);
  const wide = spawnSync(glot, ['status'], {cwd: folder, env: {...process.env, COLUMNS: '200'}, encoding: 'utf8'}).stdout;
  expect('a wider table is another one', wide === spawnSync(glot, ['status', '--no-cache'], {cwd: folder, env: {...process.env, COLUMNS: '200'}, encoding: 'utf8'}).stdout && wide !== run(folder, ['status']).stdout);
  write(folder, 'xliff/it.xlf', readFileSync(join(folder, 'xliff/de.xlf'), 'utf8').replaceAll('"de"', '"it"'));
  for (const words of [['status'], ['check']]) expect(`${words}: a stray catalog is met`, !partAt(folder, words));
  writeFileSync(join(folder, 'xliff/it.xlf'), readFileSync(join(folder, 'xliff/it.xlf'), 'utf8').replace('</source>', '</source><target>Testo</target>'));
  for (const words of [['status'], ['check']]) expect(`${words}: a stray catalog that changed is met`, !partAt(folder, words));
}

// A terminal is shown what commands it; a file gets the bytes, to be applied.
function distinguishesTerminals() {
  const folder = makeProject(new Random(5), false);
  for (let i = 0; i < 6; i++) write(folder, `src/f${i}.js`, "import {msg} from '@lit/localize';\nmsg('left \\u202e right');\n");
  mkdirSync(join(folder, '.glot'), {recursive: true});
  pause(60);
  const {stdout} = spawnSync('script', ['-qec', `'${glot}' extract --dry-run`, '/dev/null'], {cwd: folder, encoding: 'utf8'});
  expect('a terminal is shown direction marks', stdout.includes('\\u{202e}') && !stdout.includes('\u202e'), stdout);
  pause(60);
  expect('a file gets none of what a terminal was shown', run(folder, ['extract', '--dry-run']).stdout.includes('left \u202e right'));
}

keeps();
keepsSources();
repeats();
repeatsWarnings();
asks();
survivesDamage();
writesNothing();
distinguishesTerminals();
forges();
together();
for (let i = 0; i < 2; i++) playOn('own', false, seed + i);
for (let i = 0; i < 2; i++) playOn('drop-in', true, seed + 100 + i);
conclude();
