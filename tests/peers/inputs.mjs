// Random sets of patterns over a folder: the files and their order, as fast-glob has them and as glot has them.
//     node inputs.mjs DRIVER [COUNT] [SEED]
import {execFileSync} from 'node:child_process';
import fs from 'node:fs';
import {createRequire} from 'node:module';
import os from 'node:os';
import path from 'node:path';

const require = createRequire(process.env.PEER_MODULES ?? import.meta.url);
const glob = require('fast-glob');

const [driver, count = '2000', seed = '1'] = process.argv.slice(2);
let state = +seed | 0;
const next = () => {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};
const pick = (list) => list[Math.floor(next() * list.length)];
const chance = (p) => next() < p;

const home = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'inputs-')));
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
  const list = [];
  for (let i = Math.floor(next() * 4); i > 0; i--) list.push(pick(parts));
  list.push(pick(names));
  let text = list.join('/');
  if (chance(0.1)) text = './' + text;
  if (chance(0.03)) text = path.join(base, text);
  return chance(0.25) ? '!' + text : text;
}

const sets = Array.from({length: +count}, () => Array.from({length: 1 + Math.floor(next() * 3)}, pattern));
const input = sets.map((set) => ['inputs', base, ...set].join('\t') + '\n').join('');
const answers = execFileSync(driver, {input, maxBuffer: 1 << 28}).toString().split(/^\.\n/m);
let differing = 0, matched = 0;
sets.forEach((set, i) => {
  const theirs = glob.sync(set, {cwd: base, absolute: true});
  const own = answers[i].split('\n').filter((line) => line);
  matched += theirs.length;
  if (own.join() === theirs.join()) return;
  differing++;
  const strip = (list) => list.map((file) => path.relative(base, file)).join(' ');
  if (differing <= 40) console.log(`${JSON.stringify(set)}\n  peer ${strip(theirs)}\n  glot ${strip(own)}`);
});
console.log(`${sets.length} sets, ${matched} files, ${differing} differ`);
fs.rmSync(home, {recursive: true});
process.exit(differing > 0 ? 1 : 0);
