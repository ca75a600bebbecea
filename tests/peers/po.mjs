#!/usr/bin/env node
// glot against gettext's own tools, over generated PO files and catalogs:
//   - what glot reads of a file is what msgfmt compiles of it, and the same behind msgcat's layout;
//   - what gettext refuses glot refuses, and the reverse;
//   - what glot writes passes `msgfmt --check`, msgcat leaves it as it is, and glot reads it back.
//     node po.mjs [COUNT] [SEED]
// The last line is `N passed, N failed`.
import {spawnSync} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {Random} from '../random.mjs';
import {seedOf} from '../seed.mjs';
import {conclude, glot, scratch, tally} from '../suite.mjs';

const [count = '10', seed = seedOf(1)] = process.argv.slice(2);
const folder = scratch('po');
const random = new Random(Number(seed));
const {pick, some, chance} = {pick: (list) => random.pick(list), some: (least, most, make) => random.some(least, most, make), chance: (p) => random.chance(p)};

function verdict(name, good, shown) {
  if (good) return void tally.passed++;
  tally.failed++;
  if (tally.failed <= 5) console.log(`FAILED ${name}\n${shown()}`);
}

function run(program, args) {
  const {status, stdout, stderr} = spawnSync(program, args, {cwd: folder, env: {...process.env, LC_ALL: 'C.UTF-8'}});
  return {status, stdout, text: stdout.toString(), errors: stderr.toString()};
}
const write = (name, text) => fs.writeFileSync(path.join(folder, name), text);

// ---- what msgfmt says: the strings of an .mo file

function readMo(bytes) {
  const word = (at) => bytes.readUInt32LE(at), strings = new Map();
  const text = (at) => bytes.subarray(word(at + 4), word(at + 4) + word(at)).toString();
  for (let i = 0; i < word(8); i++) strings.set(text(word(12) + 8 * i).split('\0')[0], text(word(16) + 8 * i).split('\0'));
  strings.delete('');
  return strings;
}

// ---- what glot says: the finished units of its JSON

const plain = (value) => value.replace(/\{\{/g, '{').replace(/\}\}/g, '}');
function readUnits(json) {
  const units = new Map();
  for (const unit of JSON.parse(json).units) {
    if (unit.target === undefined || unit.obsolete || (unit.state && unit.state !== 'translated')) continue;
    const forms = (typeof unit.target === 'string' ? [unit.target] : [unit.target.one ?? '', unit.target.other ?? '']).map(plain);
    if (forms[0] !== '') units.set(unit.id, forms); // without its first form msgfmt takes an entry as untranslated
  }
  return units;
}

// ---- generated PO files, in any layout

const words = ['a', 'letter', 'Ünï', '日本語', '😀', ' ', '  ', '{x}', '%', '{0}', '- ', '/', '(b)', 'http://a.b/c', 'x-y', '!', ', ', '"', '\\', '\n', '\t', '。', 'eine längere Folge von Wörtern '];
let number = 0;
// msgfmt demands that msgid and msgstr both begin and end with a line feed, or none does
const ends = (text) => text?.replace(/^\n+|\n+$/g, '');
const anyText = () => ends(some(1, pick([3, 3, 12, 40]), () => pick(words)).join(''));
const escape = (text) => text.replace(/[\\"\n\t]/g, (c) => ({'\\': '\\\\', '"': '\\"', '\n': '\\n', '\t': '\\t'})[c]);

// A string in pieces, on one line or many.
function quoted(text, prefix, newline) {
  const pieces = chance(0.3) ? [''] : [], letters = [...text];
  while (letters.length) pieces.push(letters.splice(0, chance(0.5) ? letters.length : 1 + random.below(8)).join(''));
  if (pieces.length === 0) pieces.push('');
  return pieces.map((piece) => `"${escape(piece)}"`).join(prefix || chance(0.5) ? `${newline}${prefix}` : ' ');
}

function entry(newline) {
  const id = `${++number} ${anyText()}`, lines = [], isObsolete = chance(0.1), prefix = isObsolete ? '#~ ' : '';
  const hasPlural = chance(0.25), translate = () => (chance(0.8) ? anyText() : '');
  if (chance(0.3)) lines.push(`# ${pick(['a note', 'x: y', ''])}`);
  if (chance(0.3) && !isObsolete) lines.push(`#. ${pick(['a program', '{0} = x', 'id: y'])}`);
  if (chance(0.3) && !isObsolete) lines.push(`#: ${['src/a.ts:12', 'src/deep/er/b.ts:345', '\u2068a b.ts\u2069:7', 'c.ts'].filter(() => chance(0.6)).join(' ')}`);
  const isFuzzy = chance(0.2);
  if (isFuzzy) lines.push('#, fuzzy');
  if (isFuzzy && chance(0.5)) lines.push(`${isObsolete ? '#~|' : '#|'} msgid ${quoted(anyText(), isObsolete ? '#~| ' : '#| ', newline)}`);
  if (chance(0.2)) lines.push(`${prefix}msgctxt ${quoted(anyText(), prefix, newline)}`);
  lines.push(`${prefix}msgid ${quoted(id, prefix, newline)}`);
  if (hasPlural) lines.push(`${prefix}msgid_plural ${quoted(anyText(), prefix, newline)}`);
  if (hasPlural) lines.push(...[0, 1].map((i) => `${prefix}msgstr[${i}] ${quoted(translate(), prefix, newline)}`));
  else lines.push(`${prefix}msgstr ${quoted(translate(), prefix, newline)}`);
  return lines.join(newline);
}

const header = ['msgid ""', 'msgstr ""', '"Language: de\\n"', '"Content-Type: text/plain; charset=UTF-8\\n"', '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"'];

function compareReading(i) {
  const newline = pick(['\n', '\n', '\r\n']);
  const text = [header.join(newline), ...some(10, 25, () => entry(newline))].join(chance(0.8) ? newline + newline : newline) + newline;
  write('a.po', text);
  const mo = run('msgfmt', ['-o', 'a.mo', 'a.po']), cat = run('msgcat', ['a.po']);
  if (mo.status !== 0 || cat.status !== 0) throw new Error(mo.errors + cat.errors);
  const theirs = readMo(fs.readFileSync(path.join(folder, 'a.mo'))), json = run(glot, ['convert', '--to', 'json', '-q', 'a.po']);
  const ours = json.status === 0 ? readUnits(json.text) : new Map();
  const wrong = [...new Set([...theirs.keys(), ...ours.keys()])].filter((id) => JSON.stringify(theirs.get(id)) !== JSON.stringify(ours.get(id)));
  verdict(`reading ${i}`, wrong.length === 0, () => wrong.slice(0, 3).map((id) => `${JSON.stringify(id)}\n  msgfmt ${JSON.stringify(theirs.get(id))}\n  glot   ${JSON.stringify(ours.get(id))}`).join('\n') + json.errors);
  write('b.po', cat.stdout);
  // without a first form msgcat takes `fuzzy` off, and drops what is obsolete
  const isOpen = (unit) => unit.target === undefined || (typeof unit.target !== 'string' && unit.target.one === undefined);
  const lines = (all) => JSON.parse(all).units.filter((unit) => !(unit.obsolete && isOpen(unit)))
    .map((unit) => JSON.stringify(isOpen(unit) ? {...unit, state: undefined} : unit)).sort();
  const again = run(glot, ['convert', '--to', 'json', '-q', 'b.po']);
  const before = lines(json.text), after = lines(again.text), at = before.findIndex((line, n) => line !== after[n]);
  verdict(`behind msgcat ${i}`, at < 0 && before.length === after.length, () => `${before[at]}\n${after[at]}`);
}

// ---- broken files

function compareRefusal(i) {
  const head = header.join('\n') + '\n\n', text = some(2, 4, () => entry('\n')).join('\n\n') + '\n';
  const at = random.below(text.length), broken = pick([
    () => text.slice(0, at) + text.slice(at + 1), () => text.slice(0, at) + pick(['"', '\\', '#', '\n', 'x']) + text.slice(at),
    () => text.split('\n').filter(() => chance(0.9)).join('\n')])();
  write('c.po', head + broken); // glot takes headers that msgcat refuses: without a charset, or with "UTF8"
  const theirs = run('msgcat', ['c.po']).status === 0, ours = run(glot, ['convert', '--to', 'json', '-q', 'c.po']).status === 0;
  verdict(`refusal ${i}`, theirs === ours, () => `msgcat ${theirs ? 'takes' : 'refuses'} it: ${run('msgcat', ['c.po']).errors}${broken}`);
}

// ---- what glot writes

const code = (i) => pick([`{${i}}`, `{#${i}}`, `{/${i}}`, `{${i}/}`]);
function unit(i) {
  const codes = {}, text = () => some(1, 8, () => (chance(0.3) ? code(random.below(3)) : pick(words).replace(/[{}]/g, '$&$&'))).join('');
  const made = {id: `id${i}`, source: `${i} ${text()}`};
  if (chance(0.7)) made.target = `T${text()}`;
  made.source = ends(made.source);
  if (made.target) made.target = ends(made.target);
  for (const found of `${made.source}${made.target ?? ''}`.matchAll(/(?<!\{)\{([^{}]+)\}/g)) codes[found[1]] = `\${${found[1]}}`;
  if (Object.keys(codes).length) made.codes = codes;
  if (made.target && chance(0.2)) made.state = 'needs-review';
  if (chance(0.3)) made.notes = [{from: 'glot', text: pick(['id: x', 'two\nlines', '{0} = y', 'plain'])}];
  if (chance(0.3)) made.locations = some(1, 8, () => `src/some/where/file${++number}.ts:${random.below(999)}`);
  return made;
}

function compareWriting(i) {
  const catalog = {sourceLocale: 'en', targetLocale: pick(['de', 'pl', 'ja', 'ar', 'fr', 'lt', 'br']), units: some(5, 15, () => unit(++number))};
  write('d.json', JSON.stringify(catalog));
  const po = run(glot, ['convert', '--to', 'po', '-q', 'd.json']);
  write('d.po', po.stdout);
  const check = run('msgfmt', ['--check', '-o', 'd.mo', 'd.po']), cat = run('msgcat', ['d.po']);
  verdict(`msgfmt --check ${i}`, check.status === 0 && check.errors === '', () => check.errors + po.errors + po.text);
  const lines = po.text.split('\n'), theirs = cat.text.split('\n'), at = lines.findIndex((line, n) => line !== theirs[n]);
  verdict(`msgcat leaves ${i}`, po.text === cat.text, () => `glot   ${lines.slice(at, at + 3).join('\n')}\nmsgcat ${theirs.slice(at, at + 3).join('\n')}`);
  const back = run(glot, ['convert', '--to', 'json', '-q', 'd.po']).text, same = run(glot, ['convert', '--to', 'json', '-q', 'd.json']).text;
  verdict(`back ${i}`, back === same, () => `${same}\n${back}`);
}

for (let i = 0; i < Number(count); i++) {
  compareReading(i);
  compareRefusal(i);
  compareWriting(i);
}
console.log(`seed ${seed}`);
conclude();
