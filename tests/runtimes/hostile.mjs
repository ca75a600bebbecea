#!/usr/bin/env node
// Catalogs that mean harm, built in every format that glot knows (the list is that of `glot schema`), by catalogs of
// every kind. For each bundle these laws hold:
//   - it loads, and loading it has no effect but what it exports: no global comes, goes or changes, and nothing is put
//     into Object.prototype, not by a naive merge of it into another object either;
//   - it says what the catalog says, whatever that is;
//   - in a script element of a page it does not end the script, and opens no comment there;
//   - no other file has been written;
//   - what a format cannot hold refuses the build, with the line of the unit and a kind, and nothing is written.
//     hostile.mjs [COUNT [SEED]]
import {execFileSync, spawnSync} from 'node:child_process';
import {mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {isDeepStrictEqual} from 'node:util';
import {seedOf} from '../seed.mjs';
import {conclude, glot, scratch, tally} from '../suite.mjs';
import {randomFrom} from '../bench/chance.mjs';

const here = import.meta.dirname;
const [count = '60', seed = seedOf(1)] = process.argv.slice(2);
const work = scratch('hostile-bundles');
symlinkSync(join(here, 'node_modules'), join(work, 'node_modules'));

function claim(title, holds, found = '') {
  holds ? tally.passed++ : tally.failed++;
  if (!holds && tally.failed <= 20) console.log(`FAILED ${title}\n${String(found).slice(0, 600)}`);
}

// ---- what means harm

const random = randomFrom(Number(seed));
const one = (list) => list[random(list.length)];
const words = ['a', 'Wort', 'größer', '語', 'שלום', '👩‍👧', ' ', '  ', '.', '-', ':', '/', '0'];
const harm = [
  '`', '${', '}', '${globalThis.stolen=1}', '`+globalThis.stolen+`', '\\', '\\`', '\\${', '\\u', '\\x', "'", '"', "'+globalThis.stolen+'", '";globalThis.stolen=1;"',
  '</script>', '</SCRIPT ', '<!--', '<script>', '-->', ']]>', '<', '>', '&', '&lt;', '&amp;amp;', '<b>', '</b>', '<img src=x onerror=alert(1)>',
  '\u2028', '\u2029', '\r', '\n', '\r\n', '\t', '\ufeff', '\u202e', '\u2066', '\u200b', '\u00a0', '\u0085', '\u0300',
  '{', '}}', '{{', '{{name}}', '{n, plural, other {#}}', '{name', "'{'", '#', '%', '%s', '%%', '%(x)s', '|', '@', '@:linked', '@.upper:a', '$t(a)', '{$PH}', '{0}', ':@@id:', '␟', '\\u0000', '*/', '//', '/*',
];
const controls = ['\u0000', '\u0001', '\u0004', '\u0008', '\u001b', '\u007f', '\u009f', '\ufffe', '\uffff'];
const names = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', '__defineGetter__', 'then', 'default', 'length', '0', 'templates'];
const paths = ['__proto__.polluted', 'a.__proto__.b', 'constructor.prototype.polluted', 'x.constructor.prototype.polluted', '__proto__.__proto__.polluted', '../../stolen', '..', '/etc/stolen', 'a..b', '.', 'a.', '.a'];

function text(extra) {
  if (random(60) === 0) return one(['x', ...harm]).repeat(20_000);
  return Array.from({length: 1 + random(6)}, () => one(random(2) ? words : [...harm, ...extra])).join('');
}

// One unit of each name that objects have already, then what chance brings. `codes` are what may stand behind the text,
// with more text behind it.
function units(extra, ids, codes = ['']) {
  const taken = new Map();
  const ofSources = codes.length > 1 ? [] : extra; // their grammar stumbles over bare controls, which is not at issue here
  const add = (id) => {
    if (!/\S/u.test(id) || taken.has(id)) return; // a catalog's reader has a word to say on blank ids
    const code = one(codes), target = text(extra);
    if (/[^\s\ufeff\u0085]/u.test(target))
      taken.set(id, {id, source: text(ofSources).trim() || 'x', target, code, tail: code && text(extra), note: text(extra)});
  };
  for (const id of ids) add(id);
  while (taken.size < Number(count)) add(text(ofSources).slice(0, 80));
  return [...taken.values()];
}

// ---- catalogs: one unit a line, so that a finding says which one is meant

const xml = (value) => value.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`).replace(/[\t\r\n\u0085\u2028]/g, (c) => `&#${c.charCodeAt(0)};`);
const inPo = (value) => `"${value.replace(/[\\"]/g, '\\$&').replace(/[\x00-\x1f]/g, (c) => `\\${c.charCodeAt(0).toString(8).padStart(3, '0')}`)}"`;
const braces = (value) => value.replace(/[{}]/g, '$&$&');
const of12 = (value, code, tail) => `${xml(value)}${code && `<x id="0" equiv-text="${xml(code)}"/>`}${xml(tail)}`;
const of2 = (value, code, tail) => `${xml(value)}${code && `<ph id="0" equiv="${xml(code)}"/>`}${xml(tail)}`;
const ofJson = (value, code, tail) => `${braces(value)}${code && '{0}'}${braces(tail)}`;
const catalogs = {
  'XLIFF 1.2': {
    format: 'xliff', name: 'xlf', extra: [],
    print: (list, locale) => `<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file source-language="en" target-language="${locale}" original="a" datatype="plaintext"><body>\n` +
      list.map(({id, source, target, code, tail, note}) => `<trans-unit id="${xml(id)}" xml:space="preserve"><source>${of12(source, code, '')}</source><target>${of12(target, code, tail)}</target><note>${xml(note)}</note></trans-unit>\n`).join('') + '</body></file></xliff>\n',
  },
  'XLIFF 2': {
    format: 'xliff', name: 'xlf', extra: [], isTame: true, // ids are names of XML
    print: (list, locale) => `<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="en" trgLang="${locale}"><file id="f">\n` +
      list.map(({id, source, target, code, tail, note}) => `<unit id="${id}" xml:space="preserve"><notes><note>${xml(note)}</note></notes><segment><source>${of2(source, code, '')}</source><target>${of2(target, code, tail)}</target></segment></unit>\n`).join('') + '</file></xliff>\n',
  },
  JSON: {
    format: 'json', name: 'json', extra: controls,
    print: (list, locale) => `{"sourceLocale": "en", "targetLocale": "${locale}", "units": [\n${list.map(({id, source, target, code, tail, note}) =>
      JSON.stringify({id, source: ofJson(source, code, ''), target: ofJson(target, code, tail), codes: code ? {0: code} : undefined, notes: [{text: note}]})).join(',\n')}\n]}\n`,
  },
};
// Of another tool, and brought in by `glot convert`.
const ofPo = (list, locale) => `msgid ""\nmsgstr ""\n"Language: ${locale}\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n` +
  list.map(({source, target, id}) => `msgctxt ${inPo(id)}\nmsgid ${inPo(source)}\nmsgstr ${inPo(target)}\n`).join('\n');

// ---- building

const run = (folder, ...args) => spawnSync(glot, args, {cwd: folder, encoding: 'utf8', maxBuffer: 1 << 26});
const schema = JSON.parse(execFileSync(glot, ['schema'], {encoding: 'utf8', maxBuffer: 1 << 26})).properties;
const formats = schema.bundles.properties.format.enum;
const allOff = Object.fromEntries(schema.checks.propertyNames.enum.map((kind) => [kind, 'off']));

// The cache (.glot) is glot's own.
const listed = (folder) => readdirSync(folder, {recursive: true}).filter((name) => !name.endsWith('out') && !name.endsWith('in') && !name.startsWith('.glot')).sort();

let projects = 0;
// Builds the units; what the format cannot hold is taken out, which must have been said of each.
function build(title, format, kind, list, config = {}, sources = {}) {
  const folder = join(work, `p${projects++}`), catalog = catalogs[kind];
  mkdirSync(join(folder, 'in'), {recursive: true});
  writeFileSync(join(folder, 'package.json'), '{"type": "module"}');
  writeFileSync(join(folder, 'glot.json'), JSON.stringify({
    sourceLocale: 'en', locales: ['de'], catalogs: {format: catalog.format, folder: 'in'}, bundles: {format, folder: 'out'}, checks: allOff, ...config,
  }));
  for (const [name, bytes] of Object.entries(sources)) writeFileSync(join(folder, name), bytes);
  for (let left = list, round = 0; ; round++) {
    const path = join('in', `de.${catalog.name}`);
    writeFileSync(join(folder, path), catalog.print(left, 'de'));
    const before = listed(folder), result = run(folder, 'build', '--format', 'json');
    const findings = result.stdout.split('\n').filter(Boolean).map((line) => JSON.parse(line));
    const errors = findings.filter(({severity}) => severity === 'error');
    claim(`${title}: ends by itself`, result.signal === null && (result.status === 0 || result.status === 1), result.stderr);
    claim(`${title}: says why`, (result.status === 0) === (errors.length === 0) && errors.every(({path: of, line}) => of === path && line > 1), result.stdout);
    if (result.status === 0) return {folder, left, findings};
    claim(`${title}: writes nothing then`, isDeepStrictEqual(listed(folder), before), listed(folder));
    const lines = new Set(errors.map(({line}) => line - 2));
    const kept = left.filter((_, i) => !lines.has(i));
    claim(`${title}: refuses what it names, and not all`, kept.length < left.length && kept.length > left.length / 4 && round < 4, result.stdout);
    if (kept.length === left.length || round >= 4) return null;
    left = kept;
  }
}

// ---- loading

function merge(target, source) { // as naive as they come
  for (const key in source) {
    if (source[key] && typeof source[key] === 'object') merge(target[key] ??= {}, source[key]);
    else target[key] = source[key];
  }
  return target;
}

const { default: gettextParser } = await import('gettext-parser').catch(() => ({default: null}));
async function load(path) {
  if (path.endsWith('.json')) return JSON.parse(readFileSync(path, 'utf8'));
  if (path.endsWith('.mo')) return gettextParser.mo.parse(readFileSync(path));
  return {...await import(pathToFileURL(path))};
}

const prints = () => Reflect.ownKeys(globalThis).map((key) => [key, Object.getOwnPropertyDescriptor(globalThis, key)?.value]);
const prototypes = [Object.prototype, Array.prototype, Function.prototype, String.prototype, Object];
const shapes = () => prototypes.map((of) => Reflect.ownKeys(of).map((key) => [key, Object.getOwnPropertyDescriptor(of, key).value]));

await Promise.all(['lit', '@lit/localize'].map((name) => import(name))); // they do have effects

async function loadInert(title, path, isData = true) {
  const globals = prints(), shape = shapes();
  let loaded;
  try {
    loaded = await load(path);
    for (const value of [loaded, ...Object.values(loaded)]) {
      if (!value || typeof value !== 'object') continue;
      Object.assign({}, value);
      if (isData) merge({}, value);
    }
    claim(`${title}: loads`, true);
  } catch (error) {
    claim(`${title}: loads`, false, error.stack);
  }
  claim(`${title}: changes no global`, isDeepStrictEqual(prints(), globals));
  claim(`${title}: changes no prototype`, isDeepStrictEqual(shapes(), shape));
  for (const [i, of] of prototypes.entries()) {
    const known = new Set(shape[i].map(([key]) => key));
    for (const key of Reflect.ownKeys(of)) if (!known.has(key)) delete of[key]; // the next test shall not see it
  }
  return loaded;
}

// ---- what they say

const entities = {lt: '<', gt: '>', amp: '&', quot: '"', apos: "'"};
const shown = (html) => html.replace(/&(\w+);/g, (_, name) => entities[name]).replace(/&#(\d+);/g, (_, n) => String.fromCodePoint(n));
function strings(value, out = new Set()) {
  if (typeof value === 'string') out.add(value);
  else if (value && typeof value === 'object') for (const key of Reflect.ownKeys(value)) strings(value[key], out);
  return out;
}

// What a bundle says under an id, without a value for any placeholder. A format that is not here must hold the text
// itself, where nothing in it is a sign of any syntax.
const said = {
  'vue-i18n': (bundle) => (id) => bundle[id].replace(/\{'((?:\\.|[^'\\])*)'\}/g, (_, literal) =>
    literal.replace(/\\(?:u([0-9A-F]{4})|(.))/g, (_, code, character) => (code ? String.fromCharCode(parseInt(code, 16)) : character))),
  json: (bundle) => (id) => bundle[id].replace(/\{\{|\}\}/g, (pair) => pair[0]),
};
const isSign = /[{}'<>%|@#$&\\()␟:\u0004\u0000]/u;

function compare(title, format, loaded, list, wanted) {
  if (!loaded) return;
  if (said[format]) {
    const say = said[format](loaded);
    for (const unit of list) {
      let found;
      try { found = say(unit.id); } catch (error) { found = error.stack; }
      claim(`${title}: says what the catalog says of ${JSON.stringify(unit.id)}`, isDeepStrictEqual(found, wanted(unit)),
        `${JSON.stringify(found)?.slice(0, 300)}\nnot\n${JSON.stringify(wanted(unit)).slice(0, 300)}`);
    }
  } else {
    const all = strings(loaded);
    for (const {id, target} of list)
      if (!isSign.test(target)) claim(`${title}: says what the catalog says of ${JSON.stringify(id)}`, all.has(target), JSON.stringify(target));
  }
}

function inScript(title, path) {
  if (path.endsWith('.mo')) return;
  const bytes = readFileSync(path, 'utf8');
  claim(`${title}: does not end a script`, !/<\/script|<!--|<script/i.test(bytes), bytes.match(/.{0,60}(<\/script|<!--|<script).{0,60}/is)?.[0]);
  claim(`${title}: is well-formed`, bytes.isWellFormed() && !bytes.includes('\u0000'));
}

async function judge(title, format, built, wanted = ({target}) => target) {
  if (!built) return;
  const {folder, left} = built;
  const files = readdirSync(join(folder, 'out')).filter((name) => !/\.(br|gz|d\.ts)$/.test(name));
  for (const name of files) {
    const path = join(folder, 'out', name), loaded = await loadInert(`${title} ${name}`, path, format !== 'lit'); // templates are objects of lit
    inScript(`${title} ${name}`, path);
    if (name.startsWith('de')) compare(`${title} ${name}`, format, loaded, left, wanted);
  }
  claim(`${title}: writes bundles`, files.some((name) => name.startsWith('de')), files);
  claim(`${title}: writes nothing else`, isDeepStrictEqual(listed(folder).filter((name) => !name.startsWith('out/')), listed(folder).filter((name) => /^(in\/|glot\.json|package\.json|src\.js)/.test(name))), listed(folder));
}

const idsOf = ({isTame}) => (isTame ? names.slice(0, 8) : [...names, ...paths]);
const tamed = (list, {isTame}) => (isTame ? list.map((unit, i) => ({...unit, id: i < 8 ? unit.id : `u${i}`})) : list);

for (const format of formats.filter((name) => name !== 'lit' && name !== 'transform')) // those are made of sources
  for (const [kind, catalog] of Object.entries(catalogs)) {
    const title = `${format} of ${kind}`;
    await judge(title, format, build(title, format, kind, tamed(units(catalog.extra, idsOf(catalog)), catalog)));
  }

// ---- of another tool

{
  const list = units([], names).map((unit) => ({...unit, target: unit.target.replaceAll('\r', ' '), source: unit.source.replaceAll('\r', ' '), id: unit.id.replaceAll('\r', ' ')}));
  writeFileSync(join(work, 'de.po'), ofPo(list, 'de'));
  const folder = join(work, 'po');
  mkdirSync(join(folder, 'in'), {recursive: true});
  writeFileSync(join(folder, 'glot.json'), JSON.stringify({sourceLocale: 'en', locales: ['de'], catalogs: {format: 'json', folder: 'in'}, bundles: {format: 'json', folder: 'out'}, checks: allOff}));
  const converted = run(folder, 'convert', '../de.po', '--to', 'json', '--output', 'in/de.json'), built = run(folder, 'build');
  claim('PO: is built', converted.status === 0 && built.status === 0, converted.stderr + built.stderr);
  const loaded = await loadInert('PO', join(folder, 'out/de.json'));
  const all = strings(loaded);
  for (const {target} of list) claim(`PO: says ${JSON.stringify(target)}`, all.has(braces(target)), [...all].join('\n'));
}

// ---- modules for lit, from sources

const template = (value) => value.replace(/[\\`$]/g, '\\$&').replace(/[\r\n\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
const inHtml = (value) => template(value.replace(/[&<>]/g, (c) => `&#${c.charCodeAt(0)};`));
const codes = ['', '${name}', '<b title="`">${name}</b>'];
const call = ({id, source, code}) => {
  const options = `{id: ${JSON.stringify(id)}}`;
  return code === '' ? `msg(${JSON.stringify(source)}, ${options});`
    : code === '${name}' ? `msg(str\`${template(source)}\${name}\`, ${options});` : `msg(html\`${inHtml(source)}<b title="&#96;">\${name}</b>\`, ${options});`;
};
said.lit = ({templates}) => (id) => {
  const value = templates[id];
  return typeof value === 'string' ? [value] : value.strTag ? [...value.strings] : value.strings.map(shown);
};
const wanted = ({target, code, tail}) => code === '' ? [target] : code === '${name}' ? [target, tail] : [`${target}<b title="\`">`, `</b>${tail}`];

for (const [kind, catalog] of Object.entries(catalogs)) {
  const list = tamed(units(catalog.extra, idsOf(catalog), codes), catalog), title = `lit of ${kind}`;
  const sources = {'src.js': `import {msg, str, html} from '@lit/localize';\n${list.map(call).join('\n')}\n`};
  await judge(title, 'lit', build(title, 'lit', kind, list, {sources: ['src.js']}, sources), wanted);
}

conclude();
