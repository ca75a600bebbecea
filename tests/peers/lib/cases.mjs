// The cases on disk. A folder is the input tree itself, with `case.json` and, for a deliberate difference, `glot/` beside it.

import * as fs from 'node:fs';
import * as path from 'node:path';
import {fileURLToPath} from 'node:url';
import {readTree} from './tree.mjs';

const CASES = path.join(path.dirname(path.dirname(fileURLToPath(import.meta.url))), 'cases');
const COMMANDS = {extract: [['extract']], build: [['build']], both: [['extract'], ['build']]};

// No repository keeps a folder named node_modules, so a case calls it `installed`.
const inPlace = (name) => name.replace(/^installed\//, 'node_modules/');

function splitTree(tree) {
  const input = new Map();
  const glot = new Map();
  for (const [name, bytes] of tree) {
    if (name === 'case.json') continue;
    if (name.startsWith('glot/')) glot.set(name.slice('glot/'.length), bytes);
    else input.set(inPlace(name), bytes);
  }
  return {input, glot};
}

function readGlot(files) {
  const status = files.get('status').toString().trim().split(' ').map(Number);
  files.delete('status');
  return {files, status};
}

function readCase(name) {
  const folder = path.join(CASES, name);
  const {command, args = [], links = {}, expect, status = 0} = JSON.parse(fs.readFileSync(path.join(folder, 'case.json'), 'utf8'));
  const {input, glot} = splitTree(readTree(folder));
  const steps = COMMANDS[command].map((words) => [...args, ...words]);
  return {
    name, expect, links, steps,
    files: input,
    status: steps.map((_, i) => (Array.isArray(status) ? status[i] : status)),
    ...(expect === 'differs' && {glot: readGlot(glot)}),
  };
}

export function readCases(part = '') {
  return fs.readdirSync(CASES).sort().filter((name) => name.includes(part)).map(readCase);
}
