// Megabytes of source that one core reads and extracts in a second, inside of the process: no start, no catalogs.
import {spawnSync} from 'node:child_process';
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {makeApplication} from '../application.mjs';
import {makeReact} from '../react.mjs';
import {bytesOf, sortOut} from './files.mjs';

// FormatJS' Rust core over the files of a list, once to warm up, then measured.
const script = `const {extract} = require(process.argv[1]), files = require("fs").readFileSync(process.argv[2], "utf8").trim().split("\\n");
extract(files, {});
const begin = process.cpuUsage(), from = process.hrtime.bigint();
const found = extract(files, {});
const {user, system} = process.cpuUsage(begin);
console.log(JSON.stringify({wall: Number(process.hrtime.bigint() - from) / 1e9, cpu: (user + system) / 1e6, messages: Object.keys(JSON.parse(found)).length}));`;

function ask(command, input) {
  const {status, stdout, stderr} = spawnSync(command[0], command.slice(1), {input, encoding: 'utf8', maxBuffer: 1 << 28});
  if (status !== 0) throw new Error(`${command[0]} ended with status ${status}: ${stderr}`);
  return JSON.parse(stdout);
}

export function prepare(bench) {
  const files = bench.files ?? 2000, lit = join(bench.work, 'core-lit'), react = join(bench.work, 'core-react');
  makeApplication(lit, files);
  const {paths, messages: expected} = makeReact(react, files);
  const litList = spawnSync('find', [join(lit, 'src'), '-name', '*.ts'], {encoding: 'utf8', maxBuffer: 1 << 28}).stdout;
  writeFileSync(join(bench.work, 'core-lit.list'), litList);
  writeFileSync(join(bench.work, 'core-react.list'), paths.join('\n'));
  const ofLit = {bytes: bytesOf(lit), files}, ofReact = {bytes: bytesOf(react), files};
  // The program says megabytes a second of processor time, on one thread.
  const stage = (name) => () => {
    const said = ask([bench.scan, '1'], readFileSync(join(bench.work, 'core-lit.list')));
    const cpu = said.bytes / 1e6 / said[name];
    return {wall: cpu, cpu, rss: 0};
  };
  const core = (list, row) => ({...row, needs: [bench.native], run: () => {
    const said = ask(['node', '-e', script, bench.native, join(bench.work, list)]);
    row.found = said.messages;
    return {...said, rss: 0};
  }, count: () => row.found});
  return {
    about: `${files} sources in Lit, and as many in React, read from the page cache. "glot, scanned" has the bytes in memory already; "glot, parsed whole" reads each file with tree-sitter. FormatJS' core reads the files itself, on its own ground and on that of glot, where it only parses. Of the stages of glot, on one thread, processor time is measured, and stands for wall time; resolving imports is not among them.`,
    ...sortOut([
      {...ofLit, title: 'glot, read and scanned', run: stage('files')},
      {...ofLit, title: 'glot, scanned', run: stage('scan')},
      {...ofLit, title: 'glot, parsed whole', run: stage('fullParse')},
      {title: 'formatjs (Rust core), React', expected, ...core('core-react.list', ofReact)},
      {title: 'formatjs (Rust core), Lit', ...core('core-lit.list', {...ofLit})},
    ]),
    ratios: [
      {title: 'glot, read and scanned / Rust core', of: 'glot, read and scanned', to: 'formatjs (Rust core), React', on: 'rate', least: 2},
      {title: 'glot, read and scanned / Rust core on Lit', of: 'glot, read and scanned', to: 'formatjs (Rust core), Lit', on: 'rate'},
    ],
  };
}
