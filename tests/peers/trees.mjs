// glot against lit-localize on whole projects: node trees.mjs [OPTIONS] CONFIGURATION…
//
// A project is copied, both tools run on the copies, and every file is compared. Each round starts from the project's own
// catalogs, from catalogs that are out of date, or from none. Then glot does the same in a copy where nothing is installed but
// what a tsconfig.json extends, and packages whose sources hold messages.

import {execFileSync, spawnSync} from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';
import {aged} from './generate/aged.mjs';
import {Random} from '../random.mjs';
import {diff} from './lib/diff.mjs';
import {comparePlaces, compareStatus, LONGEST_RUN} from './lib/compare.mjs';
import {changedPaths, readLinks, readTree, restoreTree, writeTree} from './lib/tree.mjs';
import {seedOf} from '../seed.mjs';
import {conclude} from '../suite.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const PEER = [process.execPath, path.join(HERE, 'node_modules/@lit/localize-tools/bin/lit-localize.js')];
const BASE = /"extends"\s*:\s*"(@[^/"]+\/[^/"]+|[^@./"][^/"]*)/g;
const INSTALLED = ['node_modules', '.git'];
const GLOT = [path.resolve(process.env.GLOT ?? path.join(HERE, '../../build/release/glot'))];

const USAGE = `Usage: node trees.mjs [options] CONFIGURATION…

A CONFIGURATION is a project's lit-localize.json. What the peer needs (lit, @lit/localize, bases of tsconfig.json) must be
installed in the project; glot runs with and without it (see README.md).

  --root FOLDER   what is copied (default: the folder of the configuration), for one CONFIGURATION
  --round NAME    own, aged or none (default: all three)
  --seed N        how catalogs are aged (default: $SEED, or 1)
  --keep          keep the copies
`;

const OPTIONS = {
  root: {type: 'string'},
  round: {type: 'string'},
  seed: {type: 'string', default: String(seedOf(1))},
  keep: {type: 'boolean', default: false},
  help: {type: 'boolean', short: 'h', default: false},
};

// What catalogs a round starts from: the bytes of each, or nothing for a file that is taken away.
const ROUNDS = {
  own: (bytes) => bytes,
  aged: (bytes, random) => Buffer.from(aged(random, bytes.toString())),
  none: () => undefined,
};

function foldersOfModules(folder, found = []) {
  for (const entry of fs.readdirSync(folder, {withFileTypes: true})) {
    const name = path.join(folder, entry.name);
    if (entry.name === 'node_modules') found.push(name);
    else if (entry.isDirectory()) foldersOfModules(name, found);
  }
  return found;
}

// Hard links: packages are large, and neither tool writes there.
function link(from, to) {
  fs.mkdirSync(path.dirname(to), {recursive: true});
  execFileSync('cp', ['-al', from, to]);
}

function linkModules(top, side) {
  for (const folder of foldersOfModules(top)) link(folder, path.join(side, path.relative(top, folder)));
}

function basesOf({files}) {
  const configs = [...files].filter(([name]) => /(^|\/)tsconfig[^/]*\.json$/.test(name)).map(([, bytes]) => bytes.toString());
  return configs.flatMap((text) => [...text.matchAll(BASE)].map(([, name]) => name));
}

// Packages that are installed with TypeScript sources which import the marker.
function packagesWithMessages(modules) {
  const {stdout} = spawnSync('grep', ['-rl', '--include=*.ts', '--exclude=*.d.ts', "from '@lit/localize", '.'], {cwd: modules, encoding: 'utf8'});
  return stdout.split('\n').filter(Boolean).map((name) => /^\.\/((@[^/]+\/)?[^/]+)/.exec(name)[1]);
}

// What a file says cannot be known without the file.
function linkNeeded(project, side) {
  for (const folder of foldersOfModules(project.top))
    for (const name of new Set([...basesOf(project), ...packagesWithMessages(folder)]))
      if (fs.existsSync(path.join(folder, name))) link(path.join(folder, name), path.join(side, path.relative(project.top, folder), name));
}

function readProject(configuration, root) {
  const folder = path.dirname(path.resolve(configuration));
  const top = path.resolve(root ?? folder);
  const config = JSON.parse(fs.readFileSync(configuration, 'utf8'));
  return {
    title: configuration, name: path.basename(top), top, config,
    folder: path.relative(top, folder),
    file: path.basename(configuration),
    files: readTree(top, INSTALLED),
    links: readLinks(top, INSTALLED),
    steps: config.output.mode === 'runtime' ? ['extract', 'build'] : ['extract'],
  };
}

// Which files of the tree are catalogs.
function isCatalog({config, folder}, name) {
  const {format, xliffDir, outputFile} = config.interchange;
  return format === 'xliff'
    ? path.dirname(name) === path.normalize(path.join(folder, xliffDir)) && name.endsWith('.xlf')
    : name === path.normalize(path.join(folder, outputFile));
}

function filesOfRound(project, round, seed) {
  const random = new Random(seed);
  const files = new Map();
  for (const [name, bytes] of project.files) {
    const start = isCatalog(project, name) ? ROUNDS[round](bytes, random) : bytes;
    if (start) files.set(name, start);
  }
  return files;
}

function run(command, folder, args) {
  const {status, signal, stdout, stderr} = spawnSync(command[0], [...command.slice(1), ...args], {
    cwd: folder, encoding: 'utf8', timeout: LONGEST_RUN * 10, maxBuffer: 1 << 30, env: {...process.env, LC_ALL: 'C.UTF-8'},
  });
  return {status: status ?? signal, stdout, stderr};
}

// A project that has little in common with its catalogs loses nearly all translations, which glot refuses unless it is told.
function runGlot(folder, args) {
  const result = run(GLOT, folder, args);
  return result.stderr.includes('[translations-lost]') ? run(GLOT, folder, [...args, '--allow-loss']) : result;
}

function runAll(project, side, files, tool) {
  restoreTree(side, files, INSTALLED);
  const folder = path.join(side, project.folder);
  const results = project.steps.map((step) => ({step, ...tool(folder, [`--config=${project.file}`, step]), tree: readTree(side, INSTALLED)}));
  return results;
}

// A build that fails on one side only would be told twice: the files are compared after each step.
function compare(peer, glot) {
  return peer.flatMap(({step, status, stderr, tree}, i) => [
    ...compareStatus(status, glot[i].status),
    ...comparePlaces(stderr, glot[i].stderr),
    ...changedPaths(tree, glot[i].tree).map((name) => diff(name, tree.get(name), glot[i].tree.get(name))),
  ].map((text) => `${step}: ${text}`));
}

function tell(title, failures, {stderr}) {
  console.log(`${failures.length > 0 ? 'FAIL' : 'ok  '} ${title}`);
  if (failures.length > 0) console.log([...failures, `glot said: ${stderr.slice(0, 2000)}`].join('\n').replace(/^/gm, '    '));
}

function outcome(results) {
  const [, count] = /Extracted (\d+) messages/.exec(results[0].stdout) ?? [];
  return [`${count ?? 'no'} messages`, ...results.map(({step, status}) => `${step} ${status}`)].join(', ');
}

function checkRound(project, base, round, seed) {
  const files = filesOfRound(project, round, seed);
  const side = (name) => path.join(base, name, project.name);
  const peer = runAll(project, side('peer'), files, (folder, args) => run(PEER, folder, args));
  return ['glot', 'bare'].map((name) => {
    const glot = runAll(project, side(name), files, runGlot);
    const failures = compare(peer, glot);
    tell(`${project.title} ${round} ${name} (${outcome(peer)})`, failures, glot.at(-1));
    return failures.length === 0;
  });
}

function checkProject(project, base, rounds, seed) {
  for (const name of ['peer', 'glot', 'bare']) writeTree(path.join(base, name, project.name), project.files, project.links);
  for (const name of ['peer', 'glot']) linkModules(project.top, path.join(base, name, project.name));
  linkNeeded(project, path.join(base, 'bare', project.name));
  return rounds.flatMap((round) => checkRound(project, base, round, seed));
}

function main() {
  const {values: options, positionals} = parseArgs({options: OPTIONS, allowPositionals: true});
  if (options.help || positionals.length === 0) return void console.log(USAGE);
  const rounds = options.round ? [options.round] : Object.keys(ROUNDS);
  const results = positionals.flatMap((configuration) => {
    const base = fs.mkdtempSync(path.join(os.tmpdir(), 'glot-trees-'));
    const good = checkProject(readProject(configuration, options.root), base, rounds, Number(options.seed));
    if (options.keep) console.log(`copies kept in ${base}`);
    else fs.rmSync(base, {recursive: true});
    return good;
  });
  const passed = results.filter(Boolean).length;
  conclude(passed, results.length - passed);
}

main();
