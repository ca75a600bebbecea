// The peer, run inside this process: a cold start of it costs one to two seconds, a warm run some tens of milliseconds.

import {Module, createRequire} from 'node:module';
import * as path from 'node:path';
import {fileURLToPath} from 'node:url';
import {format} from 'node:util';

const require = createRequire(import.meta.url);
const PEERS = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
export const MODULES = path.join(PEERS, 'node_modules');
const LIBRARY = path.join(MODULES, 'typescript/lib/');

const declarations = new Map();

// The peer calls `ts.createProgram`, whose functions cannot be replaced in place. Its module is replaced instead, before the
// peer loads it, by a copy in which declaration files that no case can change are parsed and bound once.
function cacheDeclarations() {
  const file = require.resolve('typescript');
  const ts = require(file);
  const copy = new Module(file);
  copy.filename = file;
  copy.exports = {...ts, createProgram: (roots, options) => createProgram(ts, roots, options)};
  copy.loaded = true;
  require.cache[file] = copy;
}

function createProgram(ts, roots, options) {
  const host = ts.createCompilerHost(options);
  const parse = host.getSourceFile;
  host.getSourceFile = (name, how, ...rest) => {
    if (!name.startsWith(MODULES) || !name.endsWith('.d.ts')) return parse(name, how, ...rest);
    // Declarations parse and bind alike under all other options.
    const key = `${name} ${how.impliedNodeFormat}`;
    if (!declarations.has(key)) declarations.set(key, parse(name, how, ...rest));
    return declarations.get(key);
  };
  const program = ts.createProgram(roots, options, host);
  // The peer walks every file of the program for calls; those of TypeScript's own library are long and hold none.
  return {...program, getSourceFiles: () => program.getSourceFiles().filter((file) => !file.fileName.startsWith(LIBRARY))};
}

cacheDeclarations();
const {runAndLog} = await import('@lit/localize-tools/lib/cli.js');

const CONSOLE = {log: 'stdout', info: 'stdout', error: 'stderr', warn: 'stderr'};

// Redirects the console while the peer runs; gives back what was written and a function which undoes it.
function captureConsole() {
  const written = {stdout: '', stderr: ''};
  const saved = Object.keys(CONSOLE).map((method) => [method, console[method]]);
  for (const [method, stream] of Object.entries(CONSOLE)) {
    console[method] = (...values) => { written[stream] += `${format(...values)}\n`; };
  }
  return {written, restore: () => saved.forEach(([method, original]) => { console[method] = original; })};
}

// Runs the peer in `folder` and tells {status, stdout, stderr}. One call at a time: it changes the process's folder.
export async function runPeer(folder, args) {
  const home = process.cwd();
  const {written, restore} = captureConsole();
  process.chdir(folder);
  try {
    const status = await runAndLog(['node', 'lit-localize', ...args]);
    return {status, ...written};
  } finally {
    process.chdir(home);
    restore();
  }
}
