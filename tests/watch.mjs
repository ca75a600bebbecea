#!/usr/bin/env node
// `--watch` and `glot dev` with real files: what is saved, in all the ways in which editors save, gets into catalogs and bundles,
// each time as a fresh run would have it; what is half saved does not; and what the runs write starts no other run.
// Nothing is waited for by time: each step waits for the line of its run, at most as long as $limit says.
// $GLOT is the program. The last line is `N passed, N failed`.
import {spawn, spawnSync} from 'node:child_process';
import {closeSync, cpSync, mkdirSync, openSync, readFileSync, readdirSync, renameSync, rmSync, unlinkSync, writeFileSync, writeSync} from 'node:fs';
import {dirname, join, relative} from 'node:path';
import {isSanitized} from './sanitized.mjs';
import {seedOf} from './seed.mjs';
import {conclude, glot, scratch, settleEqual, tally} from './suite.mjs';

const work = scratch('watch');
const limit = 30_000;
const running = new Set();

// ---- projects

const source = (...texts) => `import {msg} from '@lit/localize';\n${texts.map((text) => `export const t${text.replace(/\W/g, '')} = () => msg('${text}');\n`).join('')}`;

const configurations = {
  dropin: ['lit-localize.json', {
    $schema: 'x', sourceLocale: 'en', targetLocales: ['de', 'fr'], inputFiles: ['src/**/*.js'],
    output: {mode: 'runtime', outputDir: 'out', language: 'js'}, interchange: {format: 'xliff', xliffDir: 'xliff'}}],
  transform: ['lit-localize.json', {
    $schema: 'x', sourceLocale: 'en', targetLocales: ['de'], inputFiles: ['src/**/*.js'],
    output: {mode: 'transform', outputDir: 'out'}, interchange: {format: 'xliff', xliffDir: 'xliff'}}],
  own: ['glot.json', {
    sourceLocale: 'en', locales: ['de', 'fr'], sources: ['src/**/*.js'],
    catalogs: {format: 'xliff', folder: 'xliff'}, bundles: {folder: 'out'}}],
};

let count = 0;
function project(mode, files = {'src/a.js': source('One', 'Two'), 'src/b.js': source('Three')}) {
  const folder = join(work, `p${count++}`);
  const [name, configuration] = configurations[mode];
  write(folder, name, JSON.stringify(configuration));
  for (const [path, text] of Object.entries(files)) write(folder, path, text);
  return folder;
}

function write(folder, path, text) {
  mkdirSync(dirname(join(folder, path)), {recursive: true});
  writeFileSync(join(folder, path), text);
}

const read = (folder, path) => readFileSync(join(folder, path), 'utf8');

// All files below the folder, but for what is no result.
function contents(folder) {
  const files = {};
  for (const entry of readdirSync(folder, {recursive: true, withFileTypes: true})) {
    const path = join(entry.parentPath ?? entry.path, entry.name);
    if (entry.isFile() && !path.includes('/.glot/')) files[relative(folder, path)] = readFileSync(path, 'utf8');
  }
  return files;
}

// What a fresh extract and build leave of the project as it is.
function cold(folder, steps = ['extract', 'build']) {
  const copy = join(work, `c${count++}`);
  cpSync(folder, copy, {recursive: true, filter: (path) => !/\/\.glot-[^/]+$/.test(path)}); // a run may be writing
  for (const step of steps) spawnSync(glot, [step, '-q'], {cwd: copy});
  const result = contents(copy);
  rmSync(copy, {recursive: true});
  return result;
}

// ---- the program

function start(folder, args, program = glot) {
  const child = spawn(program, args, {cwd: folder, stdio: ['ignore', 'pipe', 'pipe']});
  const self = {child, lines: [], said: '', errors: '', wake: () => {}};
  running.add(child);
  child.stdout.on('data', (bytes) => {
    self.said += bytes;
    const lines = self.said.split('\n');
    self.said = lines.pop();
    self.lines.push(...lines);
    self.wake();
  });
  child.stderr.on('data', (bytes) => { self.errors += bytes; self.wake(); });
  self.ended = new Promise((done) => child.on('exit', (status, signal) => { running.delete(child); self.isEnded = true; self.wake(); done(status ?? signal); }));
  self.until = (what, found) => new Promise((done, fail) => {
    const timer = setTimeout(() => fail(new Error(`waited in vain for ${what}; ${JSON.stringify(self.lines)} ${self.errors}`)), limit);
    self.wake = () => {
      const result = found();
      if (result === undefined && !self.isEnded) return;
      clearTimeout(timer);
      self.wake = () => {};
      result === undefined ? fail(new Error(`${what}: glot ended; ${self.errors}`)) : done(result);
    };
    self.wake();
  });
  self.line = () => self.until('a line', () => self.lines.shift());
  // The next run of which `wanted` is true; earlier ones are passed over.
  self.run = async (wanted = () => true) => {
    for (;;) {
      const line = JSON.parse(await self.line());
      if (line.event === 'run' && wanted(line)) return line;
    }
  };
  self.stop = async (signal = 'SIGTERM') => { child.kill(signal); return self.ended; };
  return self;
}

const sleep = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
const touches = (path) => (run) => run.changed.includes(path);
const adds = (path) => (run) => run.changed.includes(path) && run.messages.added > 0;

// Tells by a change of its own that all earlier ones were taken: what came in between is returned.
async function settled(watch, folder) {
  const probe = `src/probe${count++}.js`, runs = [];
  write(folder, probe, '// nothing\n');
  for (;;) {
    const run = await watch.run();
    if (run.changed.includes(probe)) return runs;
    runs.push(run);
  }
}

const isQuiet = (runs) => runs.filter((run) => run.written.length || run.changed.some((path) => !['src', 'out', 'xliff', '.'].includes(path) && path !== ''));

// ---- tests

async function editing(mode) {
  const folder = project(mode), watch = start(folder, ['dev', '--format', 'json']);
  const first = await watch.run();
  settleEqual(`${mode}: the first run writes all`, [first.first, first.status, first.written.toSorted(), first.messages],
    [true, 0, ['out/de.js', 'out/fr.js', 'xliff/de.xlf', 'xliff/fr.xlf'].toSorted(), {total: 3, added: 3, changed: 0, removed: 0}]);
  settleEqual(`${mode}: its own files start no run`, isQuiet(await settled(watch, folder)), []);

  write(folder, 'src/a.js', source('One', 'Two', 'Four'));
  let run = await watch.run(touches('src/a.js'));
  settleEqual(`${mode}: a message that is added`, [run.messages, run.written.includes('xliff/de.xlf')], [{total: 4, added: 1, changed: 0, removed: 0}, true]);
  settleEqual(`${mode}: all is as after fresh runs`, contents(folder), cold(folder));

  writeFileSync(join(folder, 'src/.a.js.new'), source('One', 'Five'));
  renameSync(join(folder, 'src/.a.js.new'), join(folder, 'src/a.js'));
  run = await watch.run(touches('src/a.js'));
  settleEqual(`${mode}: a file saved by renaming`, run.messages, {total: 3, added: 1, changed: 0, removed: 2});
  settleEqual(`${mode}: and all is as after fresh runs`, contents(folder), cold(folder));

  renameSync(join(folder, 'src/a.js'), join(folder, 'src/a.js~'));
  write(folder, 'src/a.js', source('One', 'Six'));
  unlinkSync(join(folder, 'src/a.js~'));
  run = await watch.run(touches('src/a.js'));
  settleEqual(`${mode}: a file saved with a backup is never gone`, run.messages, {total: 3, added: 1, changed: 0, removed: 1});

  mkdirSync(join(folder, 'src/new/deep'), {recursive: true});
  write(folder, 'src/new/deep/c.js', source('Seven'));
  run = await watch.run(({messages}) => messages.total === 4);
  settleEqual(`${mode}: a new folder`, run.messages.added, 1);
  write(folder, 'src/new/deep/c.js', source('Seven', 'Eight'));
  run = await watch.run(touches('src/new/deep/c.js'));
  settleEqual(`${mode}: is watched`, run.messages.added, 1);
  renameSync(join(folder, 'src/new'), join(folder, 'src/moved'));
  run = await watch.run(({changed}) => changed.some((path) => /src\/(new|moved)/.test(path)));
  await settled(watch, folder);
  settleEqual(`${mode}: a folder that is moved`, contents(folder), cold(folder));
  rmSync(join(folder, 'src/moved'), {recursive: true});
  await watch.run(({messages}) => messages.total === 3);
  unlinkSync(join(folder, 'src/b.js'));
  run = await watch.run(touches('src/b.js'));
  settleEqual(`${mode}: a file that is deleted`, run.messages.removed, 1);
  settleEqual(`${mode}: in the end all is as after fresh runs`, contents(folder), cold(folder));

  const catalog = read(folder, 'xliff/de.xlf');
  write(folder, 'xliff/de.xlf', catalog.replace(/<source>One<\/source>/, '<source>One</source><target>Eins</target>'));
  run = await watch.run(touches('xliff/de.xlf'));
  settleEqual(`${mode}: a translation gets into its bundle`, [run.written, /Eins/.test(read(folder, 'out/de.js'))], [['out/de.js'], true]);
  unlinkSync(join(folder, 'out/de.js'));
  run = await watch.run(touches('out/de.js'));
  settleEqual(`${mode}: a bundle that is deleted comes again`, run.written, ['out/de.js']);
  settleEqual(`${mode}: SIGTERM ends it well`, await watch.stop(), 0);
}

async function bursts() {
  const files = Object.fromEntries(Array.from({length: 200}, (_, i) => [`src/f${i}.js`, source(`Text ${i}`)]));
  const folder = project('own', files), watch = start(folder, ['extract', '--watch', '--format', 'json']);
  await watch.run();
  for (const [i, path] of Object.keys(files).entries()) write(folder, path, source(`Other ${i}`));
  const run = await watch.run(({messages}) => messages.added > 0);
  let total = run.messages.added, runs = 1;
  while (total < 200) { total += (await watch.run()).messages.added; runs++; }
  settleEqual('a burst of changes is few runs', [total, runs < 20], [200, true]);
  settleEqual('SIGINT ends it well', await watch.stop('SIGINT'), 0);
}

async function halfSaved() {
  const folder = project('dropin'), watch = start(folder, ['dev', '--format', 'json']);
  await watch.run();
  const translated = read(folder, 'xliff/de.xlf').replace(/<source>One<\/source>/, '<source>One</source>\n  <target>Eins</target>');
  write(folder, 'xliff/de.xlf', translated);
  await watch.run(touches('xliff/de.xlf'));
  const before = contents(folder);

  write(folder, 'src/a.js', '');
  let run = await watch.run(touches('src/a.js'));
  settleEqual('a source that became empty waits', [run.waiting, run.written], [['src/a.js'], []]);
  settleEqual('and takes no translation along', read(folder, 'xliff/de.xlf'), before['xliff/de.xlf']);
  write(folder, 'src/a.js', source('One', 'Two', 'Nine'));
  run = await watch.run(touches('src/a.js'));
  settleEqual('until it is whole', [run.waiting, run.messages.added, /Eins/.test(read(folder, 'xliff/de.xlf'))], [[], 1, true]);

  // What a file with an error of syntax said before goes on to count; all else goes on.
  const whole = source('One', 'Two', 'Nine');
  write(folder, 'src/a.js', whole.slice(0, whole.indexOf("'Two") + 3));
  run = await watch.run(touches('src/a.js'));
  settleEqual('a source that is cut off waits', [run.waiting, run.written, run.messages.removed], [['src/a.js'], [], 0]);
  write(folder, 'src/a.js', whole.slice(0, 20));
  run = await watch.run(touches('src/a.js'));
  settleEqual('one that is cut off before its import, too', [run.waiting, run.written, run.messages.removed], [['src/a.js'], [], 0]);
  write(folder, 'src/b.js', source('Three', 'Half'));
  run = await watch.run(touches('src/b.js'));
  settleEqual('others are taken meanwhile', [run.waiting, run.messages.added, run.messages.removed], [['src/a.js'], 1, 0]);
  settleEqual('and no translation is lost', /Eins/.test(read(folder, 'xliff/de.xlf')), true);
  write(folder, 'src/a.js', whole);
  run = await watch.run(touches('src/a.js'));
  settleEqual('until it is whole again', [run.waiting, run.warnings], [[], 0]);
  write(folder, 'src/broken.js', source('Ten').slice(0, -8));
  run = await watch.run(touches('src/broken.js'));
  settleEqual('a new source that is not whole is waited for', [run.waiting, run.written, run.messages.total], [['src/broken.js'], [], 5]);
  unlinkSync(join(folder, 'src/broken.js'));
  run = await watch.run(touches('src/broken.js'));
  settleEqual('until it is gone', [run.waiting, run.status], [[], 0]);

  const catalog = read(folder, 'xliff/de.xlf');
  write(folder, 'xliff/de.xlf', '');
  run = await watch.run(touches('xliff/de.xlf'));
  settleEqual('a catalog that became empty waits', [run.waiting, run.written], [['xliff/de.xlf'], []]);
  write(folder, 'xliff/de.xlf', catalog.slice(0, catalog.length / 2));
  run = await watch.run(touches('xliff/de.xlf'));
  settleEqual('a catalog that is cut off is an error, and no bundle is made', [run.written, run.errors > 0], [[], true]);
  write(folder, 'xliff/de.xlf', catalog);
  run = await watch.run(touches('xliff/de.xlf'));
  settleEqual('until it is whole', [run.errors, read(folder, 'xliff/de.xlf')], [0, catalog]);

  const open = openSync(join(folder, 'src/a.js'), 'w');
  writeSync(open, source('One'));
  writeSync(open, `export const more = msg('Two');\nexport const nine = msg('Nine');\n`);
  closeSync(open);
  run = await watch.run(touches('src/a.js'));
  settleEqual('a file that is written in pieces is read when it is closed', run.messages, {total: 5, added: 0, changed: 0, removed: 0});
  settleEqual('all is as after fresh runs', contents(folder), cold(folder));
  await watch.stop();
}

// Edits of all sorts, one after the other; what is kept from run to run must never show. Markers come by way of another
// module, too, which is edited as well.
async function random(mode, seed) {
  let state = seed;
  const below = (n) => (state = (state * 1103515245 + 12345) & 0x7fffffff, (state >> 8) % n);
  const marker = (n) => [`import {msg} from '@lit/localize';\n`, `import {msg} from './marker.js';\n`, `import * as m from './marker.js';\nconst {msg} = m;\n`][n];
  const passing = [`export {msg} from '@lit/localize';\n`, `export * from '@lit/localize';\n`, `export const msg = (text) => text;\n`];
  const text = () => marker(below(3)) + Array.from({length: below(4)}, () => `export const x${below(1000)} = () => msg('Text ${below(12)}');\n`).join('') + ['', `import './f${below(6)}.js';\n`][below(2)];
  const folder = project(mode, {'src/f0.js': text(), 'src/f1.js': text(), 'src/marker.js': passing[0]});
  const watch = start(folder, ['dev', '--allow-loss', '--format', 'json']);
  await watch.run();
  for (let i = 0; i < 12; i++) {
    const path = `src/f${below(6)}.js`, sort = below(8), before = contents(folder);
    if (sort === 0 && path in before) unlinkSync(join(folder, path));
    else if (sort === 1 && path in before) renameSync(join(folder, path), join(folder, `src/f${below(6)}.js`));
    else if (sort === 2) write(folder, 'src/marker.js', passing[below(3)]);
    else if (sort === 3) { writeFileSync(join(folder, '.new'), text()); renameSync(join(folder, '.new'), join(folder, path)); }
    else write(folder, path, text());
    const wanted = cold(folder);
    await settled(watch, folder);
    const got = contents(folder);
    for (const files of [wanted, got]) for (const name of Object.keys(files)) if (name.includes('probe')) delete files[name];
    if (JSON.stringify(got) !== JSON.stringify(wanted)) {
      settleEqual(`${mode}: edit ${i} of seed ${seed} gives what fresh runs give`, got, wanted);
      break;
    }
  }
  settleEqual(`${mode}: all edits give what fresh runs give`, contents(folder), cold(folder));
  await watch.stop();
}

// A thousand edits of one file: memory does not grow with them.
async function memory() {
  const folder = project('own'), watch = start(folder, ['extract', '--watch', '--format', 'json']);
  const resident = () => Number(/^VmRSS:\s*(\d+)/m.exec(readFileSync(`/proc/${watch.child.pid}/status`, 'utf8'))[1]);
  await watch.run();
  let early = 0;
  for (let i = 0; i < 300; i++) {
    write(folder, 'src/a.js', source('One', `Count ${i}`));
    await watch.run(touches('src/a.js'));
    if (i === 60) early = resident();
  }
  if (!isSanitized) settleEqual('memory does not grow with the number of runs', resident() < early * 1.1 + 1000, true);
  await watch.stop();
}

async function configured() {
  const folder = project('own'), watch = start(folder, ['dev', '--format', 'json']);
  await watch.run();
  const [name, configuration] = configurations.own;
  write(folder, name, JSON.stringify({...configuration, locales: ['de', 'fr', 'pl']}));
  let run = await watch.run(touches(name));
  settleEqual('a locale that is added', run.written.toSorted(), ['out/pl.js', 'xliff/pl.xlf']);
  write(folder, name, '{"sourceLocale": ');
  run = await watch.run(touches(name));
  settleEqual('a configuration that is broken ends nothing', [run.status, run.written], [2, []]);
  write(folder, 'src/a.js', source('One', 'Two', 'Ten'));
  run = await watch.run(touches('src/a.js'));
  settleEqual('and changes nothing', [run.status, run.written], [2, []]);
  write(folder, name, JSON.stringify({...configuration, sources: ['src/**/*.js', 'lib/*.js']}));
  run = await watch.run(touches(name));
  settleEqual('until it is mended', [run.status, run.messages.total], [0, 4]);
  write(folder, 'lib/x.js', source('Eleven'));
  run = await watch.run(({messages}) => messages.total === 5);
  settleEqual('a folder that the patterns name and that was not there', run.messages.added, 1);
  settleEqual('all is as after fresh runs', contents(folder), {...cold(folder), 'xliff/pl.xlf': read(folder, 'xliff/pl.xlf'), 'out/pl.js': read(folder, 'out/pl.js')});
  await watch.stop();
}

// In transform mode any change of a source is one of its copies.
async function transformed() {
  const folder = project('transform'), watch = start(folder, ['dev', '--format', 'json']);
  const first = await watch.run();
  settleEqual('transform mode: the first run writes copies', [first.status, first.written.filter((path) => path.startsWith('out/')).length > 0], [0, true]);
  write(folder, 'src/a.js', source('One', 'Two') + '// a comment\n');
  let run = await watch.run(touches('src/a.js'));
  settleEqual('transform mode: what is no message is copied, too', [run.written.length > 0, run.written.filter((path) => !/^out\/.*\ba\.js(\.map)?$/.test(path))], [true, []]);
  write(folder, 'xliff/de.xlf', read(folder, 'xliff/de.xlf').replace(/<source>One<\/source>/, '<source>One</source><target>Eins</target>'));
  run = await watch.run(touches('xliff/de.xlf'));
  settleEqual('transform mode: a translation', run.written.length, 1);
  settleEqual('transform mode: all is as after fresh runs', contents(folder), cold(folder));
  await watch.stop();
}

async function ignored() {
  const folder = project('own'), watch = start(folder, ['dev', '--format', 'json']);
  await watch.run();
  for (const name of ['.a.js.swp', '4913', 'a.js~', '.#a.js', '#a.js#', 'notes.txt']) write(folder, `src/${name}`, 'x');
  mkdirSync(join(folder, 'node_modules/x'), {recursive: true});
  write(folder, 'node_modules/x/index.js', source('Foreign'));
  settleEqual('what editors leave and packages bring starts no run', isQuiet(await settled(watch, folder)), []);
  writeFileSync(join(folder, 'src/a.js'), read(folder, 'src/a.js'));
  const run = await watch.run(touches('src/a.js'));
  settleEqual('a file saved as it was changes nothing', run.written, []);
  await watch.stop();
}

async function looking() {
  const folder = project('own'), watch = start(folder, ['dev', '--poll', '--format', 'json']);
  await watch.run();
  write(folder, 'src/a.js', source('One', 'Two', 'Twelve'));
  // Who looks now and then may see a file that is not whole yet, which adds nothing. And the run that reads the change may be one that
  // was under way because of the catalogs just written: it says what was added, but names these.
  settleEqual('--poll: a change is seen', (await watch.run(({messages}) => messages.added > 0)).messages.added, 1);
  unlinkSync(join(folder, 'src/b.js'));
  settleEqual('--poll: a file that is deleted', (await watch.run(({messages}) => messages.removed > 0)).messages.removed, 1);
  write(folder, 'src/deep/d.js', source('Thirteen'));
  settleEqual('--poll: a new folder', (await watch.run(({messages}) => messages.total === 4)).messages.added, 1);
  settleEqual('--poll: all is as after fresh runs', contents(folder), cold(folder));
  settleEqual('--poll: SIGTERM ends it well', await watch.stop(), 0);
}

// Where the system allows one watch only. The limit is that of a namespace of our own.
async function limited() {
  const lower = 'echo 1 >/proc/sys/user/max_inotify_watches';
  if (spawnSync('unshare', ['-Ur', 'sh', '-c', lower], {stdio: 'ignore'}).status !== 0) {
    console.log('SKIPPED the limit of watches: it cannot be lowered here');
    return;
  }
  const folder = project('own'), watch = start(folder, ['-Ur', 'sh', '-c', `${lower}; exec '${glot}' dev --format json`], 'unshare');
  await watch.until('the warning', () => watch.lines.find((line) => JSON.parse(line).kind === 'watch-limit'));
  write(folder, 'src/b.js', source('Three', 'Sixteen'));
  settleEqual('a change is seen without watches', (await watch.run(adds('src/b.js'))).messages.added, 1);
  await watch.stop();
}

async function people() {
  const folder = project('own');
  await sleep(50); // what is written in the tick of the clock in which glot starts may have changed since, as far as times tell
  const watch = start(folder, ['dev']);
  settleEqual('the first line for people', /^\d\d:\d\d:\d\d start: 3 messages; .* written in \d+ ms$/.test(await watch.line()), true);
  write(folder, 'src/a.js', source('One', 'Fourteen', 'Fifteen'));
  settleEqual('a line for people', (await watch.line()).replace(/\d+ ms/, 'N ms').slice(9), 'src/a.js: 2 messages added, 1 removed; de.xlf fr.xlf de.js fr.js written in N ms');
  write(folder, 'src/b.js', `import {msg} from '@lit/localize';\nmsg(1);\n`);
  await watch.until('the error', () => /b\.js:2:5: error: .*lit-argument/.test(watch.errors) || undefined);
  settleEqual('an error stands on standard error', /src\/b\.js: .*1 error, nothing written/.test(await watch.line()), true);
  watch.child.stdout.destroy();
  settleEqual('it ends when nobody reads it any more', await watch.ended, 0);
}

async function usage() {
  const folder = project('own');
  const ends = (...args) => { const {status, stderr} = spawnSync(glot, args, {cwd: folder, encoding: 'utf8', timeout: limit}); return [status, stderr.split('\n')[0]]; };
  settleEqual('--check does not go with --watch', ends('build', '--watch', '--check'), [2, 'glot: error: --check does not go with --watch [usage]']);
  settleEqual('--dry-run neither', ends('extract', '--watch', '-n'), [2, 'glot: error: --dry-run does not go with --watch [usage]']);
  settleEqual('nor SARIF', ends('dev', '--format', 'sarif')[0], 2);
  settleEqual('--poll wants --watch', ends('build', '--poll')[0], 2);
  rmSync(join(folder, 'glot.json'));
  settleEqual('without a configuration it does not stay', ends('dev')[0], 2);
}

const seed = Number(process.argv[2] ?? seedOf(7));
const tests = [() => editing('dropin'), () => editing('own'), () => random('dropin', seed), () => random('own', seed + 1), memory, bursts, halfSaved, configured, transformed, ignored, looking, limited, people, usage];
await Promise.all(tests.map((test) => test().catch((error) => {
  tally.failed++;
  console.log(`FAILED ${test.name || test}: ${error.stack}`);
})));
for (const child of running) child.kill('SIGKILL');
conclude();
