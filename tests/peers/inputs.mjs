#!/usr/bin/env node
// Random sets of patterns over a folder: the files and their order, as fast-glob has them and as glot has them.
//     node inputs.mjs [COUNT] [SEED]
// The last line is `N passed, N failed`.
import {execFileSync} from 'node:child_process';
import fs from 'node:fs';
import {createRequire} from 'node:module';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {Random} from '../random.mjs';
import {seedOf} from '../seed.mjs';
import {conclude, scratch} from '../suite.mjs';

const require = createRequire(process.env.PEER_MODULES ?? import.meta.url);
const glob = require('fast-glob');

const [count = '500', seed = seedOf(1)] = process.argv.slice(2);
const drivers = process.env.GLOT_DRIVERS ?? fileURLToPath(new URL('../../build/release/tests/peers', import.meta.url));
const driver = path.join(drivers, 'program_driver');
const random = new Random(Number(seed));
const most = 40; // of the sets that differ are shown

const home = scratch('inputs');
const base = path.join(home, 'project');
const files = ['a.ts', 'B.ts', 'b.js', 'ab.ts', '.dot.ts', '[id].ts', 'a.test.ts', 'a.d.ts', 'src/a.ts', 'src/b.ts', 'src/a.test.ts', 'src/x1.ts',
  'src/x2.ts', 'src/x10.ts', 'src/lib/a.ts', 'src/lib/c.tsx', 'src/lib/deep/a.js', 'src/lib/deep/b.ts', 'src/.hidden/a.ts', '.config/a.ts', 'lib/a.ts',
  'lib/b.ts', 'lib/src/a.ts', 'node_modules/dep/a.ts', 'node_modules/dep/src/b.js', 'src/[slug]/a.ts', 'src/(group)/b.ts', 'test/a.ts', 'c/src/a.ts', '../out/a.ts', '../out/b/c.ts'];
for (const file of files) {
  fs.mkdirSync(path.dirname(path.join(base, file)), {recursive: true});
  fs.writeFileSync(path.join(base, file), '');
}
fs.symlinkSync(path.join(base, 'lib'), path.join(base, 'src/linked'));

// No `/./`: how it counts differs between the peer's matching and its walk.
const parts = ['*', '*', '**', '**', 'src', 'src', 'lib', 'lib', 'deep', '?rc', '{src,lib}', '{lib,src,test}', '@(src|lib)', '!(node_modules)', '!(lib)', '[sl]*', '.*', '.hidden',
  '*i*', '+(s|r|c)', '?(src)', '(src|lib)', '[slug]', '\\[slug\\]', 'node_modules', '..', '{src/lib,lib}', 'no', 'c', '../out'];
const names = ['*', '*.ts', '*.ts', '*.{ts,js}', '*.{ts,tsx}', 'a.ts', 'a.*', '*.*', '**', '**.ts', '?.ts', '[ab].ts', '[!a].ts', '[a-b]*.ts', '!(*.test).ts', '!(*.test|*.d).ts', '!(a).ts',
  '*.!(js)', 'x{1..3}.ts', '{a,b}.ts', '{b,a}.{js,ts}', '@(a|b).ts', '+(a|b).ts', '*(a|b).ts', '?(a)b.ts', 'a.{d,test}.ts', '.*', '*.test.*', '\\[id\\].ts', '[id].ts', 'A.ts', 'a', '{a}.ts', 'x?.ts', 'a.?s', '*[0-9].ts'];

function pattern() {
  const text = [...random.some(0, 3, () => random.pick(parts)), random.pick(names)].join('/');
  const placed = random.chance(0.1) ? './' + text : random.chance(0.03) ? path.join(base, text) : text;
  return random.chance(0.25) ? '!' + placed : placed;
}

const sets = Array.from({length: Number(count)}, () => random.some(1, 3, pattern));
const input = sets.map((set) => ['inputs', base, ...set].join('\t') + '\n').join('');
const answers = execFileSync(driver, {input, maxBuffer: 1 << 28}).toString().split(/^\.\n/m);
const shown = (list) => list.map((file) => path.relative(base, file)).join(' ');

let failed = 0, matched = 0;
sets.forEach((set, i) => {
  const theirs = glob.sync(set, {cwd: base, absolute: true});
  const own = answers[i].split('\n').filter(Boolean);
  matched += theirs.length;
  if (own.join() === theirs.join()) return;
  if (++failed <= most) console.log(`${JSON.stringify(set)}\n  peer ${shown(theirs)}\n  glot ${shown(own)}`);
});
console.log(`seed ${seed}: ${count} sets, ${matched} files`);
conclude(sets.length - failed, failed);
