#!/usr/bin/env node
// How many work at a time changes nothing: neither a byte that is written nor a word that is said. A made
// application, with mistakes of all sorts in many of its sources and catalogs, goes through both commands and both
// modes with 1, 2, 3, 8 and 64 workers. $GLOT is the program. The last line is `N passed, N failed`.
import {spawnSync} from 'node:child_process';
import {appendFileSync, cpSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {makeApplication} from './bench/application.mjs';
import {conclude, glot, scratch, settle, tally} from './suite.mjs';

const workers = [1, 2, 3, 8, 64];
const work = scratch('jobs');

const filesBelow = (folder) => readdirSync(folder, {withFileTypes: true}).sort((a, b) => (a.name < b.name ? -1 : 1))
  .flatMap((entry) => (entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)]));

function run(folder, words) {
  const really = ['extract', 'build'].includes(words[0]) ? ['--no-cache'] : []; // and not as a run before
  const {stdout, stderr, status} = spawnSync(glot, [...words, ...really], {cwd: folder, env: {...process.env, NO_COLOR: '1', LC_ALL: 'C.UTF-8'}, maxBuffer: 1 << 28});
  return `status ${status}\n${stdout}${stderr}`;
}

// ---- mistakes

// What is only warned of: broken syntax, bytes that are no UTF-8, calls that look like messages.
function addWarnings(sources) {
  sources.forEach((path, i) => {
    if (i % 3 === 0) appendFileSync(path, `\nexport function f${i}(msg) { return msg("no message ${i}"); }\n`);
    if (i % 5 === 0) appendFileSync(path, '\nlet = ;;; ) {\n');
    if (i % 7 === 0) appendFileSync(path, Buffer.from('\n// \xff\n', 'latin1'));
  });
}

function addErrors(sources) {
  sources.forEach((path, i) => {
    if (i % 2 === 0) appendFileSync(path, `\nexport const g${i} = [msg(), msg(name), msg("text ${i % 3}", {id: "id ${i % 10}"})];\n`);
  });
}

function alter(path, from, to) {
  writeFileSync(path, readFileSync(path, 'utf8').replace(from, to));
}

function addWarningsToCatalogs(folder) {
  alter(join(folder, 'de.xlf'), '<body>', '<body>\n=======\n');
  alter(join(folder, 'fr.xlf'), 'target-language="fr"', 'target-language="it"');
  for (const locale of ['es', 'ja'])
    alter(join(folder, `${locale}.xlf`), /(<trans-unit[^]*?<source>)([^<]*)(<\/source>)/, `$1$2$3\n  <target>$2</target>`);
  for (const locale of ['it', 'ko']) alter(join(folder, `${locale}.xlf`), /<trans-unit[^]*?<\/trans-unit>\n/, '$&$&');
  cpSync(join(folder, 'it.xlf'), join(folder, 'xx.xlf'));
}

function addErrorsToCatalogs(folder) {
  for (const locale of ['cs', 'es']) alter(join(folder, `${locale}.xlf`), '<source>', '<source>&');
}

// ---- the application

function makeProject() {
  const folder = join(work, 'project'), file = join(folder, 'lit-localize.json');
  const locales = ['cs', 'de', 'es', 'fr', 'it', 'ja', 'ko'];
  makeApplication(folder, 40);
  writeFileSync(file, JSON.stringify({...JSON.parse(readFileSync(file, 'utf8')), targetLocales: locales}));
  writeFileSync(join(folder, 'glot.json'), JSON.stringify({
    sourceLocale: 'en-US', locales, tsconfig: 'tsconfig.json', catalogs: {folder: 'xliff'}, bundles: {folder: 'generated'},
  }));
  return folder;
}

// ---- the comparison

// What the commands come to with so many workers, in a copy of the project.
function resultsOf(project, commands, count) {
  const copy = join(work, 'copy'); // of one name, as paths are shown
  cpSync(project, copy, {recursive: true});
  const said = commands.map((words) => run(copy, [...words, '--jobs', `${count}`]));
  const written = filesBelow(copy).map((path) => `${path}\n${readFileSync(path, 'latin1')}`);
  rmSync(copy, {recursive: true});
  return [...said, ...written];
}

function firstDifference(one, other) {
  const [a, b] = [one.split('\n'), other.split('\n')];
  const line = a.findIndex((text, i) => text !== b[i]);
  return `line ${line + 1}:\n  ${a[line]}\n  ${b[line]}`;
}

function compare(title, project, commands) {
  const expected = resultsOf(project, commands, workers[0]);
  console.log(`${title}: ${expected.slice(0, commands.length).map((text) => `${text.split('\n', 1)[0]}, ${text.split('\n').length} lines`).join('; ')}`);
  for (const count of workers.slice(1)) {
    const actual = resultsOf(project, commands, count);
    const differs = expected.findIndex((text, i) => text !== actual[i]);
    tally[differs < 0 ? 'passed' : 'failed']++;
    if (differs >= 0) console.log(`FAILED ${title}, ${count} workers: ${firstDifference(expected[differs], actual[differs] ?? '')}`);
  }
}

const project = makeProject(), sources = filesBelow(join(project, 'src'));
const modes = [['drop-in', ['-c', 'lit-localize.json']], ['own', ['-c', 'glot.json']]];
function compareAll(state) {
  for (const [mode, configuration] of modes) {
    const commands = [['extract', '-v'], ['build', '-v'], ['extract', '--check'], ['build', '--format', 'json']];
    compare(`${mode}, ${state}`, project, commands.map((words) => [...words, ...configuration]));
  }
}

compareAll('nothing wrong');
run(project, ['extract', '-c', 'glot.json']);
addWarnings(sources);
addWarningsToCatalogs(join(project, 'xliff'));
compareAll('warnings');
addErrorsToCatalogs(join(project, 'xliff'));
compareAll('errors in catalogs');
addErrors(sources);
compareAll('errors in sources');

// More catalogs than a worker goes through abreast: of three in ten it can be seen at once that something is to do.
rmSync(project, {recursive: true});
const crowd = makeProject(), crowded = Array.from({length: 140}, (_, i) => `${'abcdefghiklmno'[Math.floor(i / 10)]}${'abcdefghkl'[i % 10]}`);
alter(join(crowd, 'lit-localize.json'), /"targetLocales":\[[^\]]*\]/, `"targetLocales":${JSON.stringify(crowded)}`);
run(crowd, ['extract', '-c', 'lit-localize.json']);
crowded.forEach((locale, i) => {
  if (i % 10 === 3) alter(join(crowd, 'xliff', `${locale}.xlf`), /<trans-unit[^]*?<\/trans-unit>\n(?=<\/body>)/, '');
  if (i % 10 === 5) alter(join(crowd, 'xliff', `${locale}.xlf`), '<body>', '<body>\nbetween units');
  if (i % 10 === 7) alter(join(crowd, 'xliff', `${locale}.xlf`), '</source>', `</source>\n  <target>${'long '.repeat(20000)}</target>`);
});
const said = run(crowd, ['extract', '-c', 'lit-localize.json', '--check']);
settle(/; 14 of 140 catalogs would change$/m.test(said), `as many catalogs as lack a unit would change\n${said.slice(0, 500)}`);
// How many files are open at a time does not depend on how many there are.
const {status, stderr} = spawnSync('sh', ['-c', `ulimit -n 100; exec "$0" extract --check --no-cache --jobs 1 -c lit-localize.json`, glot], {cwd: crowd, encoding: 'utf8'});
settle(status === 1 && !/cannot be opened/.test(stderr), `few files are open at a time: status ${status}\n${stderr.slice(0, 500)}`);
compare('drop-in, many catalogs', crowd, [['extract', '-v', '-c', 'lit-localize.json'], ['extract', '--check', '-c', 'lit-localize.json']]);
conclude();
