#!/usr/bin/env node
// glot against lit-localize, byte for byte: the cases of cases/ and generated projects. README.md says what is compared.

import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';
import {checkGenerated} from './generate.mjs';
import {readCases} from './lib/cases.mjs';
import {Pool} from './lib/pool.mjs';
import {changedPaths} from './lib/tree.mjs';
import {seedOf} from '../seed.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));

const USAGE = `Usage: node lit.mjs [options]

  --case SUBSTRING    only the cases whose name contains it
  --only WHAT         cases or generated
  --seed N            seed of the generated projects (default: $SEED, or 1)
  --count N           number of generated statements, of one to four messages each (default: 1250)
  --hard              generate tables, mis-nested formatting and foreign content as well
  --jobs N            worker processes (default: one a processor)
  --peer-only         run the peer alone; needs no glot
  --may-touch         let glot write files whose bytes do not change
  --keep              keep the trees of what fails
  -v, --verbose       tell each case, its time and, with --peer-only, what the peer wrote
`;

const OPTIONS = {
  case: {type: 'string', default: ''},
  only: {type: 'string'},
  seed: {type: 'string', default: String(seedOf(1))},
  count: {type: 'string', default: '1250'},
  hard: {type: 'boolean', default: false},
  jobs: {type: 'string', default: String(os.availableParallelism())},
  'peer-only': {type: 'boolean', default: false},
  'may-touch': {type: 'boolean', default: false},
  keep: {type: 'boolean', default: false},
  verbose: {type: 'boolean', short: 'v', default: false},
  help: {type: 'boolean', short: 'h', default: false},
};

function findGlot() {
  const binary = path.resolve(process.env.GLOT ?? path.join(HERE, '../../build/release/glot'));
  if (fs.existsSync(binary)) return binary;
  console.error(`${binary} does not exist: build glot, set GLOT, or use --peer-only`);
  process.exit(2);
}

function requirePeer() {
  if (fs.existsSync(path.join(HERE, 'node_modules/@lit/localize-tools'))) return;
  console.error('the peer is not installed: run `npm ci --ignore-scripts` in this folder');
  process.exit(2);
}

const indented = (text) => text.replace(/^/gm, '    ');

function tell(name, {failures, milliseconds}, verbose) {
  const time = verbose ? ` (${Math.round(milliseconds)} ms)` : '';
  if (failures.length > 0) console.log(`FAIL ${name}${time}\n${failures.map(indented).join('\n')}`);
  else if (verbose) console.log(`ok   ${name}${time}`);
}

function tellPeer(project, {results, tree}) {
  for (const {stderr} of results) if (stderr) console.log(indented(stderr.trimEnd()));
  for (const name of changedPaths(project.files, tree)) console.log(`  ${name}:\n${indented(String(Buffer.from(tree.get(name))))}`);
}

async function checkCases(pool, options, report) {
  const results = await Promise.all(readCases(options.case).map(async (project) => {
    const result = await pool.run(project);
    report(project.name, result);
    if (options.verbose && options['peer-only'] && result.peer) tellPeer(project, result.peer);
    return result.failures.length === 0;
  }));
  return {passed: results.filter(Boolean).length, failed: results.filter((good) => !good).length};
}

async function main() {
  const {values: options} = parseArgs({options: OPTIONS});
  if (options.help) return void console.log(USAGE);
  requirePeer();
  const base = fs.mkdtempSync(path.join(os.tmpdir(), 'glot-peers-'));
  const binary = options['peer-only'] ? undefined : findGlot();
  const pool = new Pool(Number(options.jobs), {base, binary, keep: options.keep, mayTouch: options['may-touch']});
  const total = {passed: 0, failed: 0};
  const report = (name, result) => tell(name, result, options.verbose);
  const add = ({passed, failed}) => { total.passed += passed; total.failed += failed; };

  if (options.only !== 'generated') add(await checkCases(pool, options, report));
  if (options.only !== 'cases' && options.case === '') add(await checkGenerated(pool, options, report));

  pool.close();
  if (options.keep && total.failed > 0) console.log(`trees kept in ${base}`);
  else fs.rmSync(base, {recursive: true});
  console.log(`${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed > 0 ? 1 : 0;
}

await main();
