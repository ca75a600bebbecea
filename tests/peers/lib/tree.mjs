// Trees of files: a Map from the path below a folder to the bytes.

import * as fs from 'node:fs';
import * as path from 'node:path';

// Every input file bears this time, so that a file which was written again can be told from one which was left alone.
const LONG_AGO = new Date('2001-01-01T00:00:00Z');

export function readTree(folder, below = '', files = new Map()) {
  for (const entry of fs.readdirSync(path.join(folder, below), {withFileTypes: true})) {
    const name = path.join(below, entry.name);
    if (entry.isDirectory()) readTree(folder, name, files);
    else if (entry.isFile()) files.set(name, fs.readFileSync(path.join(folder, name)));
  }
  return files;
}

export function writeTree(folder, files, links = {}) {
  fs.rmSync(folder, {recursive: true, force: true});
  fs.mkdirSync(folder, {recursive: true});
  for (const [name, bytes] of files) {
    const file = path.join(folder, name);
    fs.mkdirSync(path.dirname(file), {recursive: true});
    fs.writeFileSync(file, bytes);
    fs.utimesSync(file, LONG_AGO, LONG_AGO);
  }
  for (const [name, target] of Object.entries(links)) {
    const link = path.join(folder, name);
    fs.mkdirSync(path.dirname(link), {recursive: true});
    fs.symlinkSync(target, link);
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
