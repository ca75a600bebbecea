#!/usr/bin/env node
// Reading the sources in parts changes nothing: neither a byte that is written nor a word that is said, nor the status.
// Each golden case that extracts passes as it is when every `glot extract` in it is done in 1 to 5 parts; and so are
// made projects, whose modules hand markers on to each other across all parts, in parts by number and by folder.
// Of the golden cases every third is taken, which ones by the seed; with ALL=1 all of them.
//   tests/shards.mjs [SEED]
// $GLOT is the program. The last line is `N passed, N failed`.
import {spawnSync} from 'node:child_process';
import {chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {dirname, join, resolve} from 'node:path';
import {seedOf} from './seed.mjs';
import {conclude, glot, scratch, settle, tally} from './suite.mjs';
import {randomFrom} from './bench/chance.mjs';

const root = resolve(import.meta.dirname, '..'), cases = join(root, 'tests/golden');
const seed = Number(process.argv[2] ?? seedOf(6)), projects = 10, mostParts = 5;
const work = scratch('shards');

// ---- golden cases, through a glot that extracts in parts

// A part is made whatever is written afterwards; when one cannot be made, its words and its status are those of the run.
function makeWrapper(parts) {
  const path = join(work, `glot-${parts}`);
  writeFileSync(path, `#!/bin/bash
extracts= plain=() rest=()
for word; do
    case $word in
        extract) [ -n "$extracts" ] || { extracts=1; continue; } ;;
        --watch | --shard* | --help | -h | --output*) exec '${glot}' "$@" ;;
        --check | --dry-run | -n) rest+=("$word"); continue ;;
    esac
    plain+=("$word") rest+=("$word")
done
[ -n "$extracts" ] || exec '${glot}' "$@"
folder=$(mktemp -d '${work}/parts-XXXXXX')
for ((i = 1; i <= ${parts}; i++)); do
    '${glot}' extract "\${plain[@]}" --shard $i/${parts} -o "$folder/$i" >"$folder/said" 2>"$folder/told" || { status=$?; cat "$folder/said"; cat "$folder/told" >&2; exit $status; }
done
'${glot}' merge "\${rest[@]}" "$folder"/[0-9]*
`);
  chmodSync(path, 0o755);
  return path;
}

function runGolden() {
  const taken = readdirSync(cases).filter((name, i) => !name.startsWith('options-') && (process.env.ALL || i % 3 === seed % 3));
  const names = taken.filter((name) => /^(.*[;&|(] *)?glot( -\S+)* extract/m.test(readFileSync(join(cases, name, 'cmd'), 'utf8')) &&
    !/--watch|--shard|--no-cache|glot merge|^glot serve/m.test(readFileSync(join(cases, name, 'cmd'), 'utf8')));
  for (let parts = 1; parts <= mostParts; parts++) {
    const some = names.filter((_, i) => i % mostParts === parts - 1);
    const {stdout, stderr} = spawnSync(join(root, 'tests/golden.mjs'), some, {env: {...process.env, GLOT: makeWrapper(parts)}, encoding: 'utf8', maxBuffer: 1 << 28});
    const [, passed, failed] = stdout.match(/^(\d+) passed, (\d+) failed$/m) ?? [0, 0, some.length];
    if (Number(failed) || !Number(passed)) console.log(`golden cases in ${parts} parts:\n${stdout}${stderr}`);
    tally.passed += Number(passed);
    tally.failed += Number(failed);
  }
}

// ---- made projects

const folders = ['src', 'src/pages', 'packages/cart', 'packages/shared/deep'];
const pathOf = (number) => `${folders[number % folders.length]}/module${number}.ts`;
const specifier = (from, to) => {
  const up = '../'.repeat(pathOf(from).split('/').length - 1);
  return `${up}${pathOf(to).replace(/\.ts$/, '.js')}`.replace(/^(?!\.)/, './');
};

// One of all that a module can have to do with markers.
function statement(random, number, count) {
  const other = random(count), text = `text ${random(40)}`, name = `m${number}_${random(1000)}`;
  return [
    () => `export const ${name} = () => msg("${text}");`,
    () => `export const ${name} = () => msg("${text}", {id: "id ${random(12)}", desc: "note ${random(3)}"});`,
    () => `export const ${name} = (who) => msg(str\`${text} \${who.name} \ud83d\ude00\`);`,
    () => `export const ${name} = () => msg(html\`<b>${text}</b> <i>\${x}</i>\`);`,
    () => `export {msg as t} from "@lit/localize";`,
    () => `export {t} from "${specifier(number, other)}";`,
    () => `export * from "${specifier(number, other)}";`,
    () => `import {t as ${name}} from "${specifier(number, other)}"; ${name}("handed ${random(40)}");`,
    () => `import * as ${name} from "${specifier(number, other)}"; ${name}.t("member ${random(40)}");`,
    () => `import("${specifier(number, other)}").then((m) => m.t("late"));`,
    () => `import {nothing as ${name}} from "./not-there.js";`,
    () => `msg(); msg(variable);`,
    () => `export function ${name}(msg) { return msg("no message"); }`,
    () => `let = ;;; ) {`,
    () => `// ${text} \u00e4\u4e2d`,
  ][random(15)]();
}

function moduleText(random, number, count) {
  const lines = [random(4) ? `import {msg, str} from "@lit/localize"; import {html} from "lit";` : '// no marker of its own'];
  for (let i = random(7); i >= 0; i--) lines.push(statement(random, number, count));
  const text = lines.join(random(9) ? '\n' : '\r\n');
  if (random(23) === 0) return Buffer.from(`\ufeff${text}`, 'utf16le');
  if (random(17) === 0) return Buffer.concat([Buffer.from(text), Buffer.from('\n// \xff\n', 'latin1')]);
  return Buffer.from(random(11) ? text : `\ufeff${text}`);
}

function makeProject(random) {
  const folder = join(work, 'made'), count = 1 + random(30);
  for (let i = 0; i < count; i++) {
    mkdirSync(join(folder, dirname(pathOf(i))), {recursive: true});
    writeFileSync(join(folder, pathOf(i)), moduleText(random, i, count));
  }
  // All modules are roots, or few are and the rest is reached from there.
  const roots = random(3) ? ['src/**/*.ts', 'packages/**/*.ts', '!**/module7.ts'] : ['src/*.ts'];
  const isOwn = random(2) > 0;
  writeFileSync(join(folder, isOwn ? 'glot.json' : 'lit-localize.json'), JSON.stringify(isOwn
    ? {sourceLocale: 'en', locales: ['de', 'fr'], sources: roots, catalogs: {folder: 'xliff', ...(random(2) ? {locations: true} : {})}, bundles: {folder: 'out'}}
    : {sourceLocale: 'en', targetLocales: ['de', 'fr'], inputFiles: roots, output: {mode: 'runtime', outputDir: 'out'}, interchange: {format: 'xliff', xliffDir: 'xliff'}}));
  return folder;
}

function run(folder, words) {
  const {stdout, stderr, status} = spawnSync(glot, words, {cwd: folder, timeout: 30_000, env: {...process.env, NO_COLOR: '1', LC_ALL: 'C.UTF-8'}, encoding: 'utf8', maxBuffer: 1 << 28});
  return {said: `status ${status}\n${stdout}${stderr}`, status};
}

const filesBelow = (folder) => readdirSync(folder, {recursive: true, withFileTypes: true}).filter((entry) => entry.isFile() && !entry.parentPath.endsWith('/.glot'))
  .map((entry) => join(entry.parentPath, entry.name)).sort();
const treeOf = (folder) => filesBelow(folder).map((path) => `${path}\n${readFileSync(path, 'latin1')}`).join('\n');

// What `commands` come to in a copy of the project, which has the same name each time.
function inCopy(project, extract) {
  const copy = join(work, 'copy'), parts = join(work, 'parts');
  cpSync(project, copy, {recursive: true});
  mkdirSync(parts);
  const said = [extract(copy, parts), extract(copy, parts)].join('\n');
  const tree = treeOf(copy);
  rmSync(copy, {recursive: true});
  rmSync(parts, {recursive: true});
  return `${said}\n${tree}`;
}

function inParts(copy, parts, chosen, words) {
  const names = chosen.map((shards, i) => {
    const path = join(parts, `${i}`), {said, status} = run(copy, ['extract', ...words, '-q', ...shards, '-o', path]);
    if (status) throw new Error(`part ${shards.join(' ')}: ${said}`);
    return path;
  });
  return run(copy, ['merge', ...words, ...names.reverse()]).said;
}

function firstDifference(one, other) {
  const [a, b] = [one.split('\n'), other.split('\n')], line = a.findIndex((text, i) => text !== b[i]);
  return `line ${line + 1}:\n  ${a[line]}\n  ${b[line]}`;
}

function compareProject(number) {
  const random = randomFrom(seed * 1000 + number), project = makeProject(random);
  const words = [[], ['-v'], ['--format', 'json'], ['--prune']][random(4)];
  const expected = inCopy(project, (copy) => run(copy, ['extract', ...words]).said);
  const parts = 1 + number % mostParts;
  const choices = [
    Array.from({length: parts}, (_, i) => ['--shard', `${i + 1}/${parts}`]),
    [...['src', 'packages'].filter((name) => existsSync(join(project, name))).map((name) => ['--shard', name])],
  ];
  for (const chosen of choices) {
    const actual = inCopy(project, (copy, folder) => inParts(copy, folder, chosen, words));
    settle(actual === expected, `project ${number} of seed ${seed}, ${chosen.flat().join(' ')}: ${actual === expected ? '' : firstDifference(expected, actual)}`);
  }
  rmSync(project, {recursive: true});
}

runGolden();
for (let number = 0; number < projects; number++) compareProject(number);
conclude();
