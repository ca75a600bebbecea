// Trees of files: a Map from the path below a folder to the bytes.

import * as fs from 'node:fs';
import * as path from 'node:path';

// Every input file bears this time, so that a file which was written again can be told from one which was left alone.
const LONG_AGO = new Date('2001-01-01T00:00:00Z');

// The entries of a tree that are no folders, each with its path below the folder. Nothing below a name of `skip` is looked at.
function* walk(folder, skip, below = '') {
  for (const entry of fs.readdirSync(path.join(folder, below), {withFileTypes: true})) {
    const name = path.join(below, entry.name);
    if (skip.includes(entry.name) || entry.name === '.glot') continue; // where glot keeps what is no result
    if (entry.isDirectory()) yield* walk(folder, skip, name);
    else yield [name, entry];
  }
}

export function readTree(folder, skip = []) {
  const files = [...walk(folder, skip)].filter(([, entry]) => entry.isFile());
  return new Map(files.map(([name]) => [name, fs.readFileSync(path.join(folder, name))]));
}

// The symbolic links of a tree: from the path to the target.
export function readLinks(folder, skip = []) {
  const links = [...walk(folder, skip)].filter(([, entry]) => entry.isSymbolicLink());
  return Object.fromEntries(links.map(([name]) => [name, fs.readlinkSync(path.join(folder, name))]));
}

function writeFile(folder, name, bytes) {
  const file = path.join(folder, name);
  fs.mkdirSync(path.dirname(file), {recursive: true});
  fs.writeFileSync(file, bytes);
  fs.utimesSync(file, LONG_AGO, LONG_AGO);
}

function writeLink(folder, name, target) {
  const link = path.join(folder, name);
  fs.mkdirSync(path.dirname(link), {recursive: true});
  fs.symlinkSync(target, link);
}

export function writeTree(folder, files, links = {}) {
  fs.rmSync(folder, {recursive: true, force: true});
  fs.mkdirSync(folder, {recursive: true});
  for (const [name, bytes] of files) writeFile(folder, name, bytes);
  for (const [name, target] of Object.entries(links)) writeLink(folder, name, target);
}

// Brings a tree that tools have worked on back to `files`; what is below a name of `skip` stays.
export function restoreTree(folder, files, skip) {
  const now = readTree(folder, skip);
  for (const name of changedPaths(now, files)) {
    if (files.has(name)) writeFile(folder, name, files.get(name));
    else fs.rmSync(path.join(folder, name));
  }
}

export function wasTouched(folder, name) {
  return fs.statSync(path.join(folder, name)).mtimeMs !== LONG_AGO.getTime();
}

export const sameBytes = (a, b) => a !== undefined && b !== undefined && Buffer.compare(Buffer.from(a), Buffer.from(b)) === 0;

// The paths at which two trees differ, sorted.
export function changedPaths(a, b) {
  return [...new Set([...a.keys(), ...b.keys()])].filter((name) => !sameBytes(a.get(name), b.get(name))).sort();
}
