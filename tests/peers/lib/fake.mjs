#!/usr/bin/env node
// Stands in for glot where the harness itself is tested: runs the peer, cold. With FAKE=flip it then changes one byte of one
// file that it wrote, with FAKE=touch it writes an old file again, with FAKE=status it ends with the other exit status.

import {spawnSync} from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import {fileURLToPath} from 'node:url';
import {changedPaths, readTree} from './tree.mjs';

const HERE = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const COLOUR = /\x1b\[[0-9;]*m/g;

function linkModules() {
  try {
    fs.symlinkSync(path.join(HERE, 'node_modules'), path.resolve('../node_modules'));
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
}

function flipByte(before) {
  const [name] = changedPaths(before, readTree('.'));
  if (name === undefined) return;
  const bytes = fs.readFileSync(name);
  bytes[bytes.length >> 1] ^= 1;
  fs.writeFileSync(name, bytes);
}

linkModules();
const before = readTree('.');
const cli = path.join(HERE, 'node_modules/@lit/localize-tools/bin/lit-localize.js');
const {status, stdout, stderr} = spawnSync(process.execPath, [cli, ...process.argv.slice(2)], {encoding: 'utf8'});
process.stdout.write(stdout);
process.stderr.write(stderr.replace(COLOUR, '').replace(/^(\S.*?:\d+:\d+) - error TS2324: /gm, '$1: error: '));
if (process.env.FAKE === 'flip') flipByte(before);
if (process.env.FAKE === 'touch' && before.size > 0) fs.writeFileSync('lit-localize.json', before.get('lit-localize.json') ?? '');
process.exitCode = process.env.FAKE === 'status' ? 1 - status : status;
