#!/usr/bin/env node
// xgettext and glot read the same JavaScript: texts, plurals, contexts, notes and places must be the same. First the
// forms of gettext_forms.js, then generated programs, each project with keywords of its own.
//     node gettext.mjs [COUNT] [SEED]
// Left out is where they differ on purpose (docs/dialects.md): a constant in brackets, an argument that only holds a
// string somewhere, `new _()`, a bracket in the line behind the name, `/[/]/`, `return /"/`, `i++ / n`, names with `$`
// or beyond ASCII, `\u{…}`, U+0000. The last line is `N passed, N failed`.
import {execFileSync} from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {Random} from '../random.mjs';
import {seedOf} from '../seed.mjs';
import {conclude, glot, scratch, tally} from '../suite.mjs';

const [count = '40', seed = seedOf(1)] = process.argv.slice(2);
const forms = fs.readFileSync(new URL('gettext_forms.js', import.meta.url), 'utf8');
const usual = ['_', 'gettext', 'ngettext:1,2', 'pgettext:1c,2', 'npgettext:1c,2,3'];
const folder = scratch('gettext');

// ---- both tools: a map from what a message is to where it stands

const key = (message) => JSON.stringify([message.context, message.text, message.plural, message.notes]);

function unescaped(text) {
  const letters = {n: '\n', t: '\t', r: '\r', a: '\x07', b: '\b', f: '\f', v: '\v'};
  return text.replace(/\\([0-7]{3}|.)/g, (_, c) => letters[c] ?? (c.length === 3 ? String.fromCharCode(parseInt(c, 8)) : c));
}

function readPo(po) {
  const messages = new Map();
  for (const block of po.split('\n\n').slice(1)) {
    const message = {notes: []}, places = [];
    let field;
    for (const line of block.split('\n')) {
      const [, name, first] = /^(msg\w+)(?:\[\d+\])? "(.*)"$/.exec(line) ?? [];
      if (line.startsWith('#:')) places.push(...line.slice(3).split(' '));
      else if (line.startsWith('#.')) message.notes.push(line.slice(3));
      else if (name) message[field = name] = unescaped(first);
      else if (line.startsWith('"')) message[field] += unescaped(line.slice(1, -1));
    }
    const {msgid: text, msgid_plural: plural, msgctxt: context, notes} = message;
    messages.set(key({context, text, plural, notes}), places.join(' '));
  }
  return messages;
}

function readCatalog(json) {
  const text = (pattern) => pattern.replace(/\{\{/g, '{').replace(/\}\}/g, '}');
  const of = ({source, context, notes = []}) => typeof source === 'string'
    ? {context, text: text(source), notes: notes.map((note) => note.text)}
    : {context, text: text(source.one), plural: text(source.other), notes: notes.map((note) => note.text)};
  return new Map(JSON.parse(json).units.map((unit) => [key(of(unit)), unit.locations.join(' ')]));
}

function read(name, text, keywords) {
  const home = path.join(folder, name);
  fs.mkdirSync(home);
  fs.writeFileSync(path.join(home, 'app.js'), text);
  fs.writeFileSync(path.join(home, 'glot.json'), JSON.stringify({
    sourceLocale: 'en', locales: ['xx'], sources: ['app.js'], dialects: ['gettext'], keywords, catalogs: {format: 'json', folder: '.', locations: true},
  }));
  const run = (program, ...args) => execFileSync(program, args, {cwd: home, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe']});
  run(glot, 'extract');
  return {
    ours: readCatalog(fs.readFileSync(path.join(home, 'xx.json'), 'utf8')),
    theirs: readPo(run('xgettext', '--from-code=UTF-8', '-L', 'JavaScript', '--no-wrap', '-o', '-', '-k', ...keywords.map((k) => `-k${k}`), 'app.js')),
  };
}

// ---- generated programs

const random = new Random(Number(seed));
const {pick, some, chance} = {pick: (list) => random.pick(list), some: (least, most, make) => random.some(least, most, make), chance: (p) => random.chance(p)};
let number = 0; // texts are told apart, so that no two calls disagree

const piece = () => pick(['letter', 'Ünï', '日本', '😀', ' ', '{x}', '%d', '${', '/', '//', '/*', '_(', '\\n', '\\t', '\\x41', '\\u00e9', '\\101', '\\\\', '\\q', '\\\n', '\\\'', '\\"', '\\`', '"', "'", '`']);
function literal(text = '') {
  const quote = pick(['"', "'", '`']);
  const fits = (s) => s !== quote && !(quote === '`' && (s === '${' || s === '\\101'));
  return quote + text + some(0, 4, piece).filter(fits).join('') + quote;
}
const blank = () => pick(['', '', '', ' ', '\n', ' /* "c" _("d") */ ', ' // it\'s\n']);
const constant = () => [literal(`t${++number} `), ...some(0, 2, () => literal())].join(`${blank()}+${blank()}`);
const variable = () => pick(['x', 'a.b', 'n + 1', 'f(y)', '[z]', '-n', '(x => x)', '(i++)', 'a[i]', 'n / 2', '(/re"g/)', 'o.x', '(() => { return n; })', '`${x}`.y']);

// What takes which arguments; of one name several.
function keywordsOf() {
  const all = ['tr', 'tr2:2', 'trn:1,2', 'trc:1c,2', 'trc2:2c,1', 'trnc:1c,2,3', 'of2:1,2t', 'of3:1,2,3t', 'm:1,1t', 'm:1,2,2t', 'm:1c,2,3,3t', 'noted:1,"see the page, top"', '_'];
  return [...new Set(['_', ...all.filter((spec) => /^m:/.test(spec) || chance(0.5))])];
}
const nameOf = (keyword) => keyword.split(':')[0];

function call(keywords, depth) {
  const keyword = pick(keywords), args = [];
  for (let i = 0; i < pick([1, 2, 2, 3, 4]); i++) {
    const isRead = i < 3;
    args.push(chance(0.75) ? constant() : isRead || chance(0.5) ? pick([variable, variable, () => '...rest', () => '/re"g/'])() : expression(keywords, depth - 1));
  }
  const prefix = pick(['', '', '', 'i18n.', 'this.', 'a?.', 'f().']);
  return `${prefix}${nameOf(keyword)}${pick(['', '', ' ', ' /* "c" */ '])}(${blank()}${args.join(`${blank()},${blank()}`)}${blank()})`;
}

function expression(keywords, depth) {
  if (depth <= 0) return pick([variable, () => literal(), () => '1'])();
  const inner = () => expression(keywords, depth - 1);
  return pick([
    () => call(keywords, depth), () => call(keywords, depth), () => call(keywords, depth),
    () => `f(${inner()}, ${inner()})`, () => `[${inner()}, ${inner()}]`, () => `({k: ${inner()}, [${inner()}]: ${inner()}})`,
    () => `(${inner()})`, () => `x ? ${inner()} : ${inner()}`, () => `\`a\${${inner()}}b\``, () => `tag\`\${${inner()}}\``,
    () => `(y => ${inner()})`, () => `(function () { return ${inner()}; })`, () => `(class { m() { ${statement(keywords, depth - 1)} } })`,
    () => `a / ${inner()} / b`, () => `!${inner()}`, () => `new F(${inner()})`, () => `x && ${inner()}`,
  ])();
}

function statement(keywords, depth) {
  const inner = () => expression(keywords, depth);
  return pick([
    () => `${inner()};`, () => `var v = ${inner()};`, () => `if (${inner()}) { ${statement(keywords, depth - 1)} } else f();`, () => `for (var i of ${inner()}) g(i);`,
    () => `function h(p = ${inner()}) { return ${inner()}; }`, () => `// _("no") ${'\n'}`, () => `/* tr('no') */`, () => `var r = /_\\("no"\\)["'\`]/g;`,
    () => `o = {m() { ${depth > 0 ? statement(keywords, depth - 1) : ''} }, get g() { return ${inner()}; }};`,
  ])();
}

const program = (keywords) => some(20, 40, () => statement(keywords, 3)).join('\n') + '\n';

// ---- comparing

function compare(name, text, keywords) {
  const {ours, theirs} = read(name, text, keywords);
  const wrong = [...new Set([...ours.keys(), ...theirs.keys()])].filter((k) => ours.get(k) !== theirs.get(k));
  tally.passed += theirs.size - wrong.length;
  tally.failed += wrong.length;
  for (const k of wrong.slice(0, 3)) console.log(`FAILED ${name} ${k}\n  xgettext ${theirs.get(k)}\n  glot     ${ours.get(k)}`);
  if (wrong.length) fs.writeFileSync(path.join(os.tmpdir(), 'glot-gettext-failed-'+name+'.js'), text);
}

compare('forms', forms, usual);
for (let i = 0; i < Number(count); i++) {
  const keywords = keywordsOf();
  compare(`generated-${i}`, program(keywords), keywords);
}
console.log(`seed ${seed}: ${tally.passed} messages agree`);
conclude();
