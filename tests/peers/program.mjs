#!/usr/bin/env node
// Random projects: the files of a program and their order, as TypeScript has them and as glot has them.
//     node program.mjs [COUNT] [SEED]
// A project that differs is kept, and told by its folder. The last line is `N passed, N failed`.
import {execFileSync} from 'node:child_process';
import fs from 'node:fs';
import {createRequire} from 'node:module';
import os from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {Random} from '../random.mjs';
import {seedOf} from '../seed.mjs';
import {conclude} from '../suite.mjs';

const require = createRequire(process.env.PEER_MODULES ?? import.meta.url);
const ts = require('typescript');

const [count = '100', seed = seedOf(1)] = process.argv.slice(2);
const drivers = process.env.GLOT_DRIVERS ?? fileURLToPath(new URL('../../build/release/tests/peers', import.meta.url));
const driver = path.join(drivers, 'program_driver');
const batch = 50;

// ---- chance

let random;
const below = (n) => random.below(n);
const pick = (list) => random.pick(list);
const chance = (p) => random.chance(p);
const some = (list, p) => list.filter(() => chance(p));

// ---- files

const suffixes = ['.ts', '.ts', '.ts', '.tsx', '.d.ts', '.js', '.jsx', '.mts', '.cts', '.mjs', '.cjs', '.d.mts', '.d.cts', '.json'];
const names = ['a', 'b', 'index', 'main', 'B', 'x.min', 'y.ios', 'z.test'];
const folders = ['.', 'src', 'src/lib', 'src/lib/deep', 'lib', '.hidden', 'dist', 'out/gen', 'packages/ws', 'packages/ws/src', 'packages/js'];
const written = ['', '', '.js', '.js', '.ts', '.jsx', '.mjs', '.cjs', '.mts', '.tsx', '.json', '.css'];

const stem = (file) => file.replace(/(\.d)?\.[^./]+$/, '');

function relative(from, files) {
  const target = pick(files);
  const name = chance(0.15) ? path.posix.dirname(target) : stem(target) + pick(written);
  let result = path.posix.relative(path.posix.dirname(from), name) || '.';
  if (!result.startsWith('.')) result = './' + result;
  return chance(0.05) ? result + '/' : result;
}

function specifier(from, files) {
  const inner = stem(pick(files)) + pick(['', '', '.js', '.ts']);
  return pick([
    () => relative(from, files), () => relative(from, files), () => relative(from, files), () => relative(from, files),
    () => '@/' + inner, () => '~' + inner, () => inner, () => '#' + inner, () => '#' + pick(['one', 'two', 'lib/a', 'ext', 'own']),
    () => 'self' + pick(['', '/a', '/lib/a', '/src/a.js', '/package.json']),
    () => pick(['dep', 'tsdep', 'ws', '@s/ws', 'js']) + pick(['', '', '/a', '/a.js', '/src/a', '/lib', '/src/main.ts']),
    () => pick(['exact', 'react', 'node:fs', 'nothing', './', '..', '', '/a']),
  ])();
}

const forms = {
  ts: [
    (s) => `import ${pick(['x', '{y}', '* as z', 'x, {y as w}', 'type {T}', 'type U'])} from "${s}";`,
    (s) => `import '${s}';`,
    (s) => `export ${pick(['*', '* as n', '{q}', 'type {T}', 'type *'])} from "${s}"`,
    (s) => `import r = require("${s}");`,
    (s) => `export import e = require("${s}");`,
    (s) => `const d = import("${s}");`,
    (s) => `const d2 = await import(\`${s}\`);`,
    (s) => `let t: import("${s}").T;`,
    (s) => `type Q = typeof import('${s}');`,
    (s) => `if (a / b) { f(/"/, \`\${import("${s}")}\`); }`,
    (s) => `// import "${s}"`,
    (s) => `const text = 'import "${s}"';`,
    (s) => `declare module "${s}" { import z from "dep"; }`,
    (s) => `const r = require("${s}");`,
  ],
  js: [
    (s) => `import x from "${s}";`,
    (s) => `export * from "${s}";`,
    (s) => `const r = require("${s}");`,
    (s) => `const l = () => import('${s}');`,
    (s) => `/** @type {import("${s}").T} */\nlet j;`,
    (s) => `/** @import {A} from "${s}" */\nlet k;`,
  ],
};

function content(file, files) {
  if (file.endsWith('.json')) return '{}';
  // Declarations of packages are not followed: no message stands in what they import.
  if (file.includes('node_modules') && /\.d\.[cm]?ts$/.test(file)) return 'export {};\n';
  const list = /\.[cm]?jsx?$/.test(file) ? forms.js : forms.ts;
  const lines = [];
  if (chance(0.1)) lines.push(`/// <reference path="${relative(file, files)}" />`);
  for (let i = below(5); i > 0; i--) lines.push(pick(list)(specifier(file, files)));
  if (chance(0.8)) lines.push('export {};');
  return lines.join('\n') + '\n';
}

// ---- configuration

const modes = [
  {module: 'esnext', moduleResolution: 'bundler'}, {module: 'preserve'}, {module: 'nodenext'}, {module: 'node16'},
  {module: 'esnext', moduleResolution: 'node10'}, {module: 'commonjs'}, {module: 'es2020'}, {target: 'es2020'}, {},
  {module: 'esnext', moduleResolution: 'classic'}, {module: 'node20'},
];

const patterns = ['src', 'src/**/*', '**/*.ts', 'lib/*', './src/*.ts', '**/a.*', 'src/lib', 'packages', '*', '?.ts', '**/deep/**/*.tsx',
  '.hidden/*', 'node_modules/dep/*', '../outside/**/*', '${configDir}/src', 'src/*/a*', '**/*.min.js', 'src/a.ts', 'packages/*/src', '**/*.json'];

function compilerOptions() {
  const options = {...pick(modes), noLib: true, types: []};
  if (chance(0.4)) options.allowJs = chance(0.9);
  if (chance(0.2)) options.checkJs = chance(0.8);
  if (chance(0.6)) options.jsx = 'preserve';
  if (chance(0.2)) options.resolveJsonModule = chance(0.7);
  if (chance(0.2)) options.baseUrl = pick(['.', './src', '${configDir}/src']);
  if (chance(0.4))
    options.paths = Object.fromEntries(some([
      ['@/*', pick([['./*'], ['./src/*', './*'], ['./nothing/*', './lib/*']])], ['~*', ['./src/*']],
      ['exact', ['./src/a.ts']], ['src/*', ['./lib/*', './src/*']], ['*', ['./src/*']], ['@/src/*', ['${configDir}/src/*']],
    ], 0.5));
  if (chance(0.1)) options.rootDirs = ['./src', './lib', './out/gen'];
  if (chance(0.1)) options.moduleSuffixes = ['.ios', ''];
  if (chance(0.2)) options.outDir = pick(['./dist', './out']);
  if (chance(0.1)) options.rootDir = './src';
  if (chance(0.1)) options.preserveSymlinks = true;
  if (chance(0.1) && /bundler|node/i.test(JSON.stringify(options.moduleResolution ?? options.module ?? '')))
    options.customConditions = ['own'];
  return options;
}

function configuration() {
  const config = {compilerOptions: compilerOptions()};
  if (chance(0.3)) config.files = some(['src/a.ts', 'src/main.ts', 'lib/b.tsx', 'nothing.ts', 'src/index', 'index.js'], 0.6);
  if (chance(0.5)) config.include = some(patterns, 0.2);
  if (chance(0.4)) config.exclude = some([...patterns, '**/*.test.ts', '**/lib', 'dist', '**/.*/'], 0.15);
  return config;
}

function conditions(target) {
  return pick([target, target, {default: target}, {import: target, require: './src/b.js'}, {types: './src/a.d.ts', default: target},
    {own: './lib/a.js', node: target, default: './src/main.js'}, [target, './src/a.ts'], {browser: './x.js', import: {types: target, default: './src/b.js'}}, null]);
}

function manifest(name) {
  const target = () => pick(['./src/a.js', './src/a.ts', './a.js', './lib/index.js', './dist/a.js', './dist/lib/a.js', './index.ts', './missing.js', '../x.js']);
  const own = {};
  if (chance(0.7)) own.name = name;
  if (chance(0.5)) own.type = pick(['module', 'commonjs']);
  if (chance(0.4)) own.main = pick(['./src/a.js', 'index.js', './dist/a.js', 'src', './lib/index.ts']);
  if (chance(0.3)) own.types = pick(['./src/a.d.ts', './src/a.ts', 'index.d.ts', './src/main']);
  if (chance(0.4))
    own.exports = pick([
      () => target(), () => conditions(target()),
      () => Object.fromEntries(some([['.', conditions(target())], ['./a', conditions(target())], ['./*', pick(['./*', './src/*', './src/*.js', './*.ts'])],
        ['./lib/*', './src/lib/*.js'], ['./lib/*.js', './lib/*.js'], ['./src/', './src/'], ['./package.json', './package.json']], 0.6)),
    ])();
  if (chance(0.5))
    own.imports = Object.fromEntries(some([['#one', conditions(target())], ['#two', pick(['dep', 'ws', '#one', 'tsdep/a'])], ['#*', pick(['./*', './*.js', './src/*', './dist/*'])],
      ['#src/*', pick(['./src/*.js', './src/*', './lib/*.ts', './dist/*.js'])], ['#lib/*', './src/lib/*.js'], ['#own', conditions('./src/main.js')], ['#ext', './src/a.ts']], 0.6));
  return own;
}

// ---- one project

function project(root) {
  const put = (file, text) => {
    fs.mkdirSync(path.dirname(path.join(root, file)), {recursive: true});
    fs.writeFileSync(path.join(root, file), typeof text === 'string' ? text : JSON.stringify(text, null, 1));
  };
  const places = ['.', 'src', ...some(folders, 0.4)];
  const files = [...new Set(Array.from({length: 4 + below(16)}, () => path.posix.join(pick(places), pick(names) + pick(suffixes))))];
  const installed = [];
  for (const name of some(['dep', 'tsdep', 'js', '@types/dep', '@types/s__ws'], 0.5)) {
    const home = 'node_modules/' + name;
    for (let i = 1 + below(3); i > 0; i--)
      installed.push(path.posix.join(home, pick(['.', 'src', 'lib']), pick(['a', 'index', 'main']) + pick(suffixes)));
    put(home + '/package.json', manifest(name));
  }
  if (chance(0.3)) installed.push('src/node_modules/dep/index.ts');
  for (const file of new Set([...files, ...installed])) put(file, content(file, chance(0.9) ? files : [...files, ...installed]));
  for (const name of some(['ws', '@s/ws', 'js'], 0.5)) {
    const link = path.join(root, 'node_modules', name), target = path.join(root, 'packages', path.posix.basename(name));
    if (fs.existsSync(link) || !fs.existsSync(target)) continue;
    fs.mkdirSync(path.dirname(link), {recursive: true});
    fs.symlinkSync(target, link);
    if (chance(0.8)) put(`packages/${path.posix.basename(name)}/package.json`, manifest(name));
  }
  if (chance(0.7)) put('package.json', manifest('self'));
  if (chance(0.1) && fs.existsSync(path.join(root, 'src'))) fs.symlinkSync(root, path.join(root, 'src/again'));
  const config = configuration();
  if (chance(0.3)) {
    put('config/base.json', configuration());
    config.extends = pick(['./config/base', './config/base.json', ['./config/base.json']]);
  }
  if (chance(0.1)) {
    put('node_modules/@tsconfig/own/tsconfig.json', configuration());
    config.extends = pick(['@tsconfig/own', '@tsconfig/own/tsconfig.json', '@tsconfig/own/tsconfig']);
  }
  put('tsconfig.json', config);
}

function peer(root) {
  const file = path.join(root, 'tsconfig.json');
  const {config} = ts.readConfigFile(file, ts.sys.readFile);
  const {fileNames, options, errors} = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const program = ts.createProgram(fileNames, options);
  return {errors, roots: fileNames, files: program.getSourceFiles().filter((f) => !f.isDeclarationFile && !f.fileName.endsWith('.json')).map((f) => f.fileName)};
}

const isMessageSource = (file) => !/\.d\.([^./]+\.)?[cm]?ts$|\.json$/.test(file);

// ---- all

const home = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'program-')));

function make(number) {
  random = new Random(Number(seed) * 1000003 + number);
  const root = path.join(home, String(number));
  fs.mkdirSync(root);
  project(root);
  return root;
}

// What glot says of each: its roots and the files of its program, or a `!` where it refuses the configuration.
function answers(roots) {
  const input = roots.map((root) => `roots\t${root}/tsconfig.json\nprogram\t${root}/tsconfig.json\n`).join('');
  const lists = execFileSync(driver, {input, maxBuffer: 1 << 28}).toString().split(/^\.\n/m).map((text) => text.split('\n').filter(Boolean));
  return roots.map((_, i) => ({roots: lists[2 * i], files: lists[2 * i + 1].filter(isMessageSource)}));
}

function difference(title, theirs, own) {
  const length = Math.max(theirs.length, own.length);
  const at = Array.from({length}, (_, i) => i).find((i) => theirs[i] !== own[i]);
  return at === undefined ? [] : [`${title} differ\n  peer ${theirs[at]}\n  glot ${own[at]}`];
}

let failed = 0, seen = 0, refused = 0;
for (let first = 0; first < Number(count); first += batch) {
  const roots = Array.from({length: Math.min(batch, Number(count) - first)}, (_, i) => make(first + i));
  answers(roots).forEach((own, i) => {
    const theirs = peer(roots[i]);
    seen += theirs.files.length;
    const isRefused = own.roots[0] === '!' && theirs.errors.length > 0;
    const [differs] = isRefused ? [] : [...difference('roots', theirs.roots, own.roots), ...difference('program', theirs.files, own.files)];
    if (isRefused) refused++;
    if (differs) failed++, console.log(`${roots[i]}: ${differs}`);
    else fs.rmSync(roots[i], {recursive: true});
  });
}
if (failed === 0) fs.rmSync(home, {recursive: true});
console.log(`seed ${seed}: ${count} projects, ${seen} files, ${refused} refused by both`);
conclude(Number(count) - failed, failed);
