#!/usr/bin/env node
// Random nests of scopes in which names of markers are declared anew: which calls are messages, as lit-localize's type
// checker has it and as glot has it without one.
//     node scopes.mjs [COUNT] [SEED]
// Left out is what only a type checker can tell (docs/differences.md). The last line is `N passed, N failed` (calls).
import {spawnSync} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {Random} from '../random.mjs';
import {MODULES, runPeer} from './lib/peer.mjs';
import {seedOf} from '../seed.mjs';
import {conclude, glot, scratch} from '../suite.mjs';

const [count = '40', seed = seedOf(1)] = process.argv.slice(2);
const random = new Random(Number(seed));
const depth = 4, most = 10; // statements in one another; differences that are shown

const NAMES = ['msg', 'm2', 'a', 'b', 'c'];
const HEAD = `import {msg, msg as m2} from '@lit/localize';
import * as L from '@lit/localize';
declare const any: any, x: boolean;
declare function fn(text: string): string;
type Marker = typeof msg;
type Plain = {(text: string): string};
const o = {msg, k: 1}, list = [msg];
class K { static s = msg; f = msg; }
namespace ns { export const inner = msg; }
`;
const MARKERS = [
  'msg', 'm2', 'L.msg', 'L["msg"]', 'o.msg', 'list[0]', 'K.s', 'ns.inner', 'new K().f', '(msg)', 'msg!', '(0, msg)', '({msg}).msg', '(() => msg)()',
  'x ? msg : m2', 'any as typeof msg', '<typeof L.msg>any', 'msg satisfies object',
];
const VALUES = [...MARKERS, ...NAMES, 'fn', 'any', 'x ? msg : fn'];
const TYPES = ['Marker', 'Plain', 'any', 'typeof L.msg', '(typeof L)["msg"]', '() => void'];
const CALLEES = [...NAMES, ...NAMES, ...NAMES, 'L.msg', 'L?.msg', 'o.msg', 'o?.msg', 'list[0]', 'K.s', 'ns.inner', 'new K().f', '(msg)', 'msg!'];

let number = 0;
const call = () => `${random.pick(CALLEES)}('t${++number}')`;

// A value that does not mention the name which is declared with it.
const value = (name) => random.pick(VALUES.filter((text) => !new RegExp(`\\b${name}\\b`).test(text)));

// A name that the scope (a set of names) does not declare yet.
function fresh(scope) {
  const left = NAMES.filter((name) => !scope.has(name));
  const name = left.length > 0 ? random.pick(left) : `d${++number}`;
  scope.add(name);
  return name;
}

const DECLARATIONS = [
  (name) => `const ${name} = ${value(name)};`,
  (name) => `let ${name} = ${value(name)};`,
  (name) => `const {msg: ${name}} = ${random.pick(['L', 'o', 'any'])};`,
  (name) => `const {k: {msg: ${name}}} = {k: ${random.pick(['L', 'o'])}};`,
  (name) => `const {${name} = ${value(name)}} = {} as {${name}?: ${random.pick(TYPES)}};`,
  (name) => `const [${name}] = [${value(name)}];`,
  (name) => `enum ${name} { A }`,
  (name) => `class ${name} {}`,
];

const PARAMETERS = [
  (name) => `${name}: ${random.pick(TYPES)}`,
  (name) => `${name} = ${value(name)}`,
  (name) => `{${name}}: {${name}: ${random.pick(TYPES)}}`,
  (name) => `{msg: ${name}}: typeof L`,
  (name) => `{msg: ${name}} = L`,
  (name) => `[${name}] = [${value(name)}]`,
  (name) => `...${name}: any[]`,
];

// `(parameters) {body}` of a function that nothing from outside gives a type.
function callable(levels, scope = new Set()) {
  const parameter = random.chance(0.7) ? random.pick(PARAMETERS)(fresh(scope)) : '';
  return [`(${parameter})`, block(levels, scope)];
}

const method = (levels) => callable(levels).join(' ');
const block = (levels, scope = new Set()) => `{\n${random.some(1, 4, () => statement(levels - 1, scope)).join('\n')}\n}`;

const NESTS = [
  (levels) => block(levels),
  (levels) => `if (x) ${block(levels)} else ${call()};`,
  (levels) => `label: while (x) ${block(levels)}`,
  (levels) => `do ${block(levels)} while (${call()});`,
  (levels) => `try ${block(levels)} catch (${random.pick(NAMES)}) { ${block(levels)} } finally ${block(levels)}`,
  (levels) => { const name = random.pick(NAMES); return `for (const ${name} of [${value(name)}]) ${block(levels)}`; },
  (levels) => { const name = random.pick(NAMES); return `for (let ${name} = ${value(name)}; x; ) ${block(levels)}`; },
  (levels) => `for (const ${random.pick(NAMES)} in o) ${block(levels)}`,
  (levels) => { const scope = new Set(); return `switch (x) {\ncase true: ${statement(levels - 1, scope)}\ndefault: ${statement(levels - 1, scope)}\n}`; },
  (levels) => `function f${++number}${random.pick(['', '<T>'])}${method(levels)}`,
  (levels) => `async function* f${++number}${method(levels)}`,
  (levels) => `const f${++number} = ${callable(levels).join(' => ')};`,
  (levels) => `const f${++number} = function ${random.pick(NAMES)}${method(levels)};`,
  (levels) => `const f${++number} = {m${method(levels)}, get g() ${block(levels).replace(/\}$/, 'return 1; }')}, h: ${callable(levels).join(' => ')}};`,
  (levels) => `class C${++number} {\nconstructor${method(levels)}\nm${method(levels)}\nf = ${callable(levels).join(' => ')};\nstatic ${block(levels)}\n}`,
  (levels) => `(class ${random.pick(NAMES)} { m${method(levels)} });`,
  (levels) => { const name = random.pick(NAMES); return `function f${++number}() { if (x) { var ${name} = ${value(name)}; } ${block(levels)} }`; },
  (levels) => `{ type ${random.pick(NAMES)} = string; ${block(levels)} }`,
  (levels) => `{ interface ${random.pick(NAMES)} { k: 1 } ${block(levels)} }`,
];

function statement(levels, scope) {
  if (levels <= 0 || random.chance(0.4)) return `${call()};`;
  return random.chance(0.4) ? random.pick(DECLARATIONS)(fresh(scope)) : random.pick(NESTS)(levels);
}

function source() {
  const scope = new Set(['msg', 'm2']);
  return HEAD + random.some(3, 6, () => statement(depth, scope)).join('\n') + '\nexport {};\n';
}

// ---- both tools

const CONFIG = {
  $schema: 'x', sourceLocale: 'en', targetLocales: ['de'], tsConfig: 'tsconfig.json',
  interchange: {format: 'xliff', xliffDir: 'xliff'}, output: {mode: 'runtime', outputDir: 'out'},
};
const TSCONFIG = {compilerOptions: {target: 'es2022', module: 'esnext', moduleResolution: 'bundler', strict: true, types: []}, include: ['src']};

function write(folder, sources) {
  fs.mkdirSync(path.join(folder, 'src'), {recursive: true});
  fs.writeFileSync(path.join(folder, 'lit-localize.json'), JSON.stringify(CONFIG));
  fs.writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify(TSCONFIG));
  sources.forEach((text, i) => fs.writeFileSync(path.join(folder, `src/${i}.ts`), text));
}

const messages = (folder) => new Set(fs.readFileSync(path.join(folder, 'xliff/de.xlf'), 'utf8').match(/(?<=<source>)t\d+/g));

let isWrong = false; // then the folder stays
const home = scratch('scopes', () => isWrong);
const [theirs, own] = ['peer', 'glot'].map((name) => path.join(home, name));
const sources = Array.from({length: Number(count)}, source);
for (const folder of [theirs, own]) write(folder, sources);
fs.symlinkSync(MODULES, path.join(theirs, 'node_modules'));
await runPeer(theirs, ['extract']);
const {stderr} = spawnSync(glot, ['extract'], {cwd: own, encoding: 'utf8'});

const expected = messages(theirs), found = messages(own);
const texts = sources.flatMap((text, file) => [...text.matchAll(/'(t\d+)'/g)].map(([, name]) => ({name, file})));
const wrong = texts.filter(({name}) => expected.has(name) !== found.has(name));
for (const {name, file} of wrong.slice(0, most)) console.log(`${theirs}/src/${file}.ts: ${name} is ${expected.has(name) ? 'a message' : 'none'}`);
isWrong = wrong.length > 0;
if (isWrong) console.log(stderr);
console.log(`seed ${seed}: ${texts.length} calls, ${expected.size} of them messages`);
conclude(texts.length - wrong.length, wrong.length);
