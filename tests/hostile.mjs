#!/usr/bin/env node
// Catalogs that mean harm, or that an accident has made: huge, deep, cut off, in a wrong encoding, bombs. For each and
// for each command that reads catalogs these laws hold:
//   - the command ends by itself, with status 0 or 1, and not by a signal;
//   - it takes no more memory than a fixed amount and some times the file's size;
//   - what ends with 1 says so on standard error, each error with a path and a kind in brackets;
//   - no control character of the file reaches standard error;
//   - the file is as it was, and nothing else has been written.
// hostile.mjs TEXT… runs only what has all of the texts in its title. The last line is `N passed, N failed`.
import {spawn} from 'node:child_process';
import {mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {cpus} from 'node:os';
import {join, resolve} from 'node:path';
import {isSanitized} from './sanitized.mjs';
import {conclude, glot, scratch, settle} from './suite.mjs';

const here = import.meta.dirname;
const measure = resolve(process.env.MEASURE ?? join(here, '../build/release/tests/bench/measure'));
const wanted = process.argv.slice(2);
const work = scratch('hostile');

const MANY = 100_000, LOTS = 1_000_000;

// ---- documents

const xliff12 = (units, head = '<?xml version="1.0" encoding="UTF-8"?>\n') =>
  `${head}<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file source-language="en" target-language="de" ` +
  `original="a" datatype="plaintext"><body>${units}</body></file></xliff>\n`;
const xliff2 = (units, head = '<?xml version="1.0"?>\n') =>
  `${head}<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="en" trgLang="de"><file id="f">${units}</file></xliff>\n`;
const unit12 = (source, target = source, id = 'a') =>
  `<trans-unit id="${id}"><source>${source}</source><target>${target}</target></trans-unit>`;
const unit2 = (source, target = source, id = 'a') =>
  `<unit id="${id}"><segment><source>${source}</source><target>${target}</target></segment></unit>`;
const po = (entries) => `msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: de\\n"\n\n${entries}`;
const times = (count, text) => Array.from({length: count}, (_, i) => text(i)).join('');
const bomb = `<!DOCTYPE x [<!ENTITY a "ha">${times(30, (i) => `<!ENTITY ${String.fromCharCode(98 + (i % 20))}${i} "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">`)}]>`;
const utf16 = (text, isBig) => {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return isBig ? bytes.swap16() : bytes;
};
const utf32 = (text) => Buffer.concat([...text].map((c) => { const b = Buffer.alloc(4); b.writeUInt32LE(c.codePointAt(0)); return b; }));

// Title, file name, contents.
const inputs = [
  // bombs
  ['entities that multiply', 'a.xlf', xliff12(unit12('&z;'), bomb)],
  ['an entity that names a file', 'a.xlf', xliff12(unit12('&x;'), '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>')],
  ['a parameter entity', 'a.xlf', xliff12(unit12('a'), '<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>')],
  ['attributes by default', 'a.xlf', xliff12(unit12('a'), '<!DOCTYPE x [<!ATTLIST trans-unit approved CDATA "yes">]>')],
  ['entities in XLIFF 2', 'a.xlf', xliff2(unit2('&z;'), bomb)],
  ['entities in a memory', 'a.tmx', `<?xml version="1.0"?>${bomb}<tmx version="1.4"><header/><body><tu><tuv xml:lang="en"><seg>&z;</seg></tuv></tu></body></tmx>`],
  ['a memory with a subset', 'a.tmx', '<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx14.dtd" [<!ENTITY a "b">]><tmx version="1.4"><header/><body/></tmx>'],
  // deep
  ['groups in groups', 'a.xlf', xliff12('<group>'.repeat(MANY) + unit12('a') + '</group>'.repeat(MANY))],
  ['groups in groups of XLIFF 2', 'a.xlf', xliff2(times(MANY, (i) => `<group id="g${i}">`) + unit2('a') + '</group>'.repeat(MANY))],
  ['markup in markup', 'a.xlf', xliff12(unit12(times(MANY, (i) => `<g id="${i}">`) + '</g>'.repeat(MANY)))],
  ['codes in codes', 'a.xlf', xliff2(unit2(times(MANY, (i) => `<pc id="${i}">`) + '</pc>'.repeat(MANY)))],
  ['objects in objects', 'a.json', '{"a":'.repeat(MANY) + '1' + '}'.repeat(MANY)],
  ['arrays in arrays', 'a.json', '['.repeat(LOTS)],
  ['choices in choices', 'a.json', JSON.stringify({a: {defaultMessage: '{n, plural, other {'.repeat(10_000) + '}}'.repeat(10_000)}})],
  ['choices side by side', 'a.json', JSON.stringify({a: {defaultMessage: '{n, plural, one {a} other {b}}'.repeat(1000)}})],
  ['parentheses in a plural formula', 'a.po', po('').replace('Language', `Plural-Forms: nplurals=2; plural=${'('.repeat(MANY)}n${')'.repeat(MANY)};\\n"\n"Language`)],
  // wide
  ['a million placeholders', 'a.xlf', xliff12(unit12(times(LOTS, (i) => `<x id="${i}"/>`), 'a'))],
  ['many codes on both sides', 'a.xlf', xliff2(unit2(times(MANY, (i) => `<ph id="${i}"/>`)))],
  ['many equal codes', 'a.xlf', xliff12(unit12('<x id="0"/>'.repeat(MANY)))],
  ['many attributes', 'a.xlf', xliff12(`<trans-unit id="a" ${times(MANY, (i) => `a${i}="" `)}><source>a</source></trans-unit>`)],
  ['many namespaces', 'a.xlf', xliff2(`<unit id="a" ${times(MANY, (i) => `xmlns:a${i}="u${i}" `)}><segment><source>a</source></segment></unit>`)],
  ['many units', 'a.xlf', xliff12(times(MANY, (i) => unit12(`text ${i}`, `Text ${i}`, i)))],
  ['many units of one id', 'a.xlf', xliff12(unit12('a', 'b').repeat(MANY))],
  ['many units of one text', 'a.xlf', xliff12(times(MANY, (i) => unit12('the same text', 'immer derselbe', i)))],
  ['many units of one id in XLIFF 2', 'a.xlf', xliff2(unit2('a', 'b').repeat(MANY))],
  ['many segments', 'a.xlf', xliff2(`<unit id="a">${times(MANY, (i) => `<segment id="s${i}"><source>a</source><target order="${MANY - i}">b</target></segment>`)}</unit>`)],
  ['many notes', 'a.xlf', xliff12(`<trans-unit id="a"><source>a</source>${'<note>n</note>'.repeat(MANY)}</trans-unit>`)],
  ['many files', 'a.xlf', '<xliff version="1.2">' + times(20_000, (i) => `<file original="f${i}" source-language="en" target-language="de" datatype="x"><body>${unit12('a')}</body></file>`) + '</xliff>'],
  ['a long text', 'a.xlf', xliff12(unit12('ab '.repeat(2 * LOTS)))],
  ['a long text of brackets', 'a.xlf', xliff12(unit12('([{«“'.repeat(MANY)))],
  ['a long text of formats', 'a.xlf', xliff12(unit12('%s {0} {{x}} https://a.b/ '.repeat(20_000)))],
  ['many entries of one key', 'a.po', po('msgid "a"\nmsgstr "b"\n\n'.repeat(MANY))],
  ['many lines of one string', 'a.po', po(`msgid "a"\nmsgstr ""\n${'"a"\n'.repeat(LOTS)}`)],
  ['more plural forms than there are', 'a.po', po('msgid "a"\nmsgid_plural "b"\nmsgstr[999999999999] "c"\n').replace('Language', 'Plural-Forms: nplurals=1000000000; plural=n/0;\\n"\n"Language')],
  ['many members of one name', 'a.json', `{${'"a": "b",'.repeat(MANY)}"a": "c"}`],
  ['many columns', 'a.csv', `id,source,target\n${','.repeat(LOTS)}\n`],
  ['a quote without an end', 'a.csv', `id,source,target\na,"${'b\n'.repeat(MANY)}`],
  ['many proposals', 'a.tmx', `<tmx version="1.4"><header creationtool="a" creationtoolversion="1" segtype="block" o-tmf="a" adminlang="en" srclang="en" datatype="plaintext"/><body>${times(MANY, (i) => `<tu><tuv xml:lang="en"><seg>a ${i}</seg></tuv><tuv xml:lang="de"><seg>b</seg></tuv></tu>`)}</body></tmx>`],
  // encodings
  ['UTF-16, little end first', 'a.xlf', utf16(xliff12(unit12('ä'), '<?xml version="1.0" encoding="UTF-16"?>'), false)],
  ['UTF-16, big end first', 'a.xlf', utf16(xliff12(unit12('ä'), '<?xml version="1.0" encoding="UTF-16"?>'), true)],
  ['UTF-16 that says UTF-8', 'a.xlf', utf16(xliff12(unit12('ä')), false)],
  ['half a code unit', 'a.xlf', Buffer.concat([utf16(xliff12(unit12('ä')), false), Buffer.from([0x20])])],
  ['UTF-32', 'a.xlf', utf32(`\ufeff${xliff12(unit12('ä'))}`)],
  ['Latin-1 as declared', 'a.xlf', Buffer.from(xliff12(unit12('ä'), '<?xml version="1.0" encoding="ISO-8859-1"?>'), 'latin1')],
  ['Latin-1 undeclared', 'a.xlf', Buffer.from(xliff12(unit12('ä')), 'latin1')],
  ['an encoding that nobody knows', 'a.xlf', xliff12(unit12('a'), '<?xml version="1.0" encoding="x-klingon"?>')],
  ['UTF-7', 'a.xlf', xliff12(unit12('a'), '<?xml version="1.0" encoding="UTF-7"?>')],
  ['overlong bytes', 'a.xlf', Buffer.from(xliff12(unit12('\xc0\xaf')), 'latin1')],
  ['a surrogate in UTF-8', 'a.xlf', Buffer.from(xliff12(unit12('\xed\xa0\x80')), 'latin1')],
  ['NUL', 'a.xlf', xliff12(unit12('a\0b'))],
  ['control characters', 'a.xlf', xliff12(unit12('\x1b[31m\x07\x08'))],
  ['control characters as references', 'a.xlf', xliff12(unit12('&#27;[31m'))],
  ['control characters in an id', 'a.po', po('msgctxt "\x1b[31m\u202e"\nmsgid "a"\nmsgstr "b"\n\nmsgctxt "\x1b[31m\u202e"\nmsgid "a"\nmsgstr "c"\n')],
  ['NUL in PO', 'a.po', po('msgid "a\0b"\nmsgstr "b"\n')],
  ['lone surrogates', 'a.json', '{"a": "\\ud800", "b": "\\udc00x"}'],
  ['names that are none', 'a.json', '{"__proto__": {"a": "b"}, "constructor": "c", "": "d"}'],
  ['conflict markers', 'a.xlf', xliff12(`<<<<<<< HEAD\n${unit12('a')}=======\n>>>>>>> b\n`)],
  ['nothing', 'a.xlf', ''], ['nothing in PO', 'a.po', ''], ['nothing in JSON', 'a.json', ''], ['nothing in CSV', 'a.csv', ''],
  ['white space alone', 'a.xlf', ' \n '], ['a byte order mark alone', 'a.xlf', '\ufeff'],
];

// Each format cut off at some places.
const whole = {
  'a.xlf': xliff12(unit12('Hello <x id="0" equiv-text="${a}"/> &amp; &#228;', 'Hallo <x id="0" equiv-text="${a}"/>')),
  'b.xlf': xliff2('<unit id="a"><notes><note>n</note></notes><originalData><data id="d">x</data></originalData><segment><source>Hi <ph id="1" dataRef="d"/></source></segment></unit>'),
  'a.po': po('# t\n#. x\n#: a.c:1\n#, fuzzy\n#| msgid "o"\nmsgctxt "c"\nmsgid "a\\n"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[1] "d"\n#~ msgid "e"\n#~ msgstr "f"\n'),
  'a.json': '{"a": {"defaultMessage": "{n, plural, one {# \\u00e4} other {#}}", "description": "d"}}',
  'a.arb': '{"@@locale": "de", "a": "b {c}", "@a": {"placeholders": {"c": {}}}}',
  'a.csv': 'id,source,target\n"a","b ""c""","d\ne"\n',
  'a.tmx': '<?xml version="1.0"?>\n<tmx version="1.4"><header srclang="en"/><body><tu><tuv xml:lang="en"><seg>a <ph>x</ph></seg></tuv><tuv xml:lang="de"><seg>b</seg></tuv></tu></body></tmx>',
};
for (const [name, text] of Object.entries(whole))
  for (let i = 1; i <= 5; i++)
    inputs.push([`cut off at ${i} of 6`, name, text.slice(0, Math.floor((text.length * i) / 6))]);

// `{}` is the file. Those that write, write beside it.
const commands = {
  check: ['check', '--conformance', '{}'],
  status: ['status', '{}'],
  convert: ['convert', '--to', 'json', '{}', '-o', 'out.json'],
  merge: ['merge', '{}', '{}', '-o', 'out'],
  pseudo: ['pseudo', '{}', '-o', 'out'],
};

// ---- laws

const GREATEST_FACTOR = 40, GREATEST_REST = 300 << 20;
const place = /^(.*:)?( ?(error|warning|note): ).* \[[a-z0-9-]+\]$/;

function problemsOf(run, cost, bytes, folder, name) {
  const problems = [], said = run.stderr.toString('utf8');
  if (run.signal) problems.push('did not end in time');
  else if (![0, 1].includes(run.status)) problems.push(`ended with ${run.status}`);
  if (!isSanitized && cost && cost.rss > GREATEST_REST + GREATEST_FACTOR * bytes.length)
    problems.push(`took ${cost.rss >> 20} MB for ${bytes.length} bytes`);
  if (run.status === 1 && !/ error: .*\[[a-z0-9-]+\]/.test(said)) problems.push('failed and named no error');
  if (/[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]/.test(said)) problems.push('control characters reach the terminal');
  for (const line of said.split('\n'))
    if (/^\S.*(error|warning): /.test(line) && !place.test(line)) problems.push(`no kind: ${line.slice(0, 120)}`);
  if (!readFileSync(join(folder, name)).equals(bytes)) problems.push('the file was changed');
  const left = readdirSync(folder).filter((entry) => entry !== name && entry !== 'cost');
  if (run.status !== 0 && left.length) problems.push(`a run that failed wrote ${left}`);
  return problems.slice(0, 3);
}

// Runs glot in a folder, for a minute at most, or five where it is slow: what it said on standard error and how it ended.
function run(folder, words) {
  return new Promise((done) => {
    const child = spawn(measure, ['cost', glot, ...words], {
      cwd: folder, detached: true, stdio: ['ignore', 'ignore', 'pipe'], env: {...process.env, NO_COLOR: '1'},
    });
    const clock = setTimeout(() => process.kill(-child.pid, 'SIGKILL'), isSanitized ? 300_000 : 60_000), said = [];
    child.stderr.on('data', (bytes) => said.push(bytes));
    child.on('close', (status, signal) => {
      clearTimeout(clock);
      done({status, signal, stderr: Buffer.concat(said)});
    });
  });
}

async function check({title, name, contents, command}, folder) {
  const bytes = Buffer.from(contents);
  rmSync(folder, {recursive: true, force: true});
  mkdirSync(folder);
  writeFileSync(join(folder, name), bytes);
  const end = await run(folder, commands[command].map((word) => word.replace('{}', name)));
  let cost;
  try {
    cost = JSON.parse(readFileSync(join(folder, 'cost'), 'utf8'));
    end.status = cost.status;
  } catch {}
  if (process.env.VERBOSE) console.log(`${title}: ${end.status} ${cost?.wall.toFixed(2)} s ${cost?.rss >> 20} MB ${end.stderr.toString().split('\n')[0].slice(0, 140)}`);
  return problemsOf(end, cost, bytes, folder, name);
}

const cases = inputs.flatMap(([title, name, contents]) =>
  (title.startsWith('cut off') ? ['check', 'convert'] : Object.keys(commands))
    .map((command) => ({title: `${command} of ${title} (${name})`, name, contents, command})))
  .filter(({title}) => wanted.every((text) => title.includes(text)));

let next = 0;
await Promise.all(cpus().map(async (_, slot) => {
  while (next < cases.length) {
    const it = cases[next++], problems = await check(it, join(work, `slot-${slot}`));
    settle(problems.length === 0, `${it.title}: ${problems.join('; ')}`);
  }
}));
conclude();
process.exit();
