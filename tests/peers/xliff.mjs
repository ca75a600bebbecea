#!/usr/bin/env node
// Random catalogs, updated by random messages: as lit-localize writes them and as glot writes them; and what both
// read from them. XLIFF and XLB.
//     node xliff.mjs [DRIVER] [--count N] [--seed N] [--show N]
//     node xliff.mjs [DRIVER] --files FILE …     real catalogs, updated by variations of their own messages
// DRIVER is the program made from xliff_driver.c. Catalogs that differ are shown; the status is 1 then.
import {spawn} from 'node:child_process';
import fs from 'node:fs';
import {createRequire} from 'node:module';
import path from 'node:path';
import readline from 'node:readline';
import {pathToFileURL} from 'node:url';
import {seedOf} from '../seed.mjs';
import {conclude, scratch} from '../suite.mjs';
import {Random} from '../random.mjs';

const require = createRequire(process.env.PEER_MODULES ?? import.meta.url);
const load = (name) => import(pathToFileURL(require.resolve(name)));
const {XliffFormatter} = await load('@lit/localize-tools/lib/formatters/xliff.js');
const {xlbFactory} = await load('@lit/localize-tools/lib/formatters/xlb.js');
const xmldom = require('@xmldom/xmldom');

const options = process.argv.slice(2);
const option = (name, fallback) => (options.includes(name) ? Number(options[options.indexOf(name) + 1]) : fallback);
const driver = options[0]?.startsWith('--') === false ? options[0] : path.join(process.env.GLOT_DRIVERS ?? '', 'xliff_driver');
const files = options.includes('--files') ? options.slice(options.indexOf('--files') + 1) : undefined;
const count = option('--count', 2000), show = option('--show', 5);

// ---- chance

const random = new Random(option('--seed', seedOf(1)));
const below = (n) => random.below(n);
const pick = (list) => random.pick(list);
const chance = (p) => random.chance(p);
const times = (n, make) => Array.from({length: n}, make);

// ---- texts and messages

const words = ['Hello', 'wörld', '日本', 'a & b', '<b>', '"quoted"', "it's", '\n', '  ', '\t', 'ends >', '😀', ']]', '\u00a0', '&amp;', 'x'];
const text = () => times(1 + below(4), () => pick(words)).join(chance(0.5) ? ' ' : '');
const code = () => pick(['${name}', '${a.b("x")}', '<b>', '</b>', '<a href="${url}">', '<br/>', 'a\nb', '\t&', "${a ? 'x' : `y`}"]);
const placeholder = (index) => ({untranslatable: code(), index});

function contents() {
  if (chance(0.04)) return [];
  if (chance(0.04)) return [''];
  let index = 0;
  return times(1 + below(4), (_, i) => (i % 2 || chance(0.2) ? placeholder(index++) : text()));
}

const descriptions = ['what it is', 'a & <b>', 'two\nlines', ' padded '];
function message(id) {
  return {name: id, contents: contents(), desc: chance(0.4) ? pick(descriptions) : undefined};
}

// ---- catalogs

const always = {'&': '&amp;', '<': '&lt;'};
const sometimes = {'>': '&gt;', '"': '&quot;', "'": '&apos;'};
const reference = (c) => (chance(0.5) ? `&#${c.codePointAt(0)};` : `&#x${c.codePointAt(0).toString(16)};`);
function xmlText(s) {
  const quotes = chance(0.15), references = chance(0.1);
  let out = '';
  for (const c of s) {
    if (references && chance(0.2)) out += reference(c);
    else out += always[c] ?? (c === '>' ? chance(0.5) || out.endsWith(']') : quotes) ? sometimes[c] ?? always[c] ?? c : c;
  }
  if (chance(0.03)) out += pick(['\r', '\r\n', '\u0085', '\u2028', '&#13;', '&#x2028;', '&#10;', '&#x85;']);
  return out;
}
function attribute(name, value) {
  const quote = chance(0.8) ? '"' : "'";
  let out = value.replace(/&/g, '&amp;').replace(/</g, '&lt;');
  out = out.replaceAll(quote, quote === '"' ? '&quot;' : '&apos;');
  if (chance(0.6)) out = out.replace(/\n/g, '&#10;').replace(/\t/g, '&#9;');
  if (chance(0.3)) out = out.replace(/>/g, '&gt;');
  return `${name}${pick(['', '', '', ' '])}=${pick(['', '', '', '\n'])}${quote}${out}${quote}`;
}
const space = () => pick([' ', ' ', ' ', ' ', '  ', '\n', '\t']);
function tag(name, attributes, children) {
  const list = Object.entries(attributes).filter(([, value]) => value !== undefined);
  if (chance(0.1)) list.reverse();
  const open = `<${name}${list.map(([key, value]) => space() + attribute(key, value)).join('')}${pick(['', '', '', ' '])}`;
  if (children === undefined || (children === '' && chance(0.5))) return `${open}/>`;
  return `${open}>${children}</${name}>`;
}

function inline(item) {
  if (typeof item === 'string') return xmlText(item);
  const id = chance(0.05) ? pick(['01', ' 2', '0x1', '1e3', 'name', '1.5', '-1', '1e21', '0.0000001', '.5']) : String(item.index);
  const extra = {ctype: chance(0.1) ? 'x-html' : undefined, xid: chance(0.05) ? 'a' : undefined};
  if (chance(0.3)) return tag('ph', {id, ...extra}, xmlText(item.untranslatable) || 'x');
  return tag('x', {id, ...extra, 'equiv-text': item.untranslatable});
}
const marks = () => pick(['<!-- a comment -->', '<!---->', '<?pi?>', '<?pi  some data ?>', '<?pi x>y?>']);
const body = (items) => items.map(inline).join('');

function note(from, indent) {
  return indent + tag('note', {from, priority: chance(0.1) ? '1' : undefined}, chance(0.1) ? '' : xmlText(pick(['what it is', ' what it is ', 'two\nlines', 'a & <b>', 'other'])));
}

function unit(id, indent, step) {
  const inner = indent === '' ? '' : indent + step;
  const parts = [];
  if (!chance(0.03)) parts.push(inner + tag('source', {'xml:lang': chance(0.05) ? 'en' : undefined}, body(contents()) + (chance(0.03) ? marks() : '') + (chance(0.02) ? '<![CDATA[c<d]]>' : '')));
  if (chance(0.02)) parts.push(inner + tag('source', {}, 'second'));
  if (chance(0.05)) parts.push(inner + marks());
  if (chance(0.02)) parts.push(inner + tag('seg-source', {}, '<mrk mtype="seg" mid="0">text</mrk>'));
  if (chance(0.6)) parts.push(inner + tag('target', {state: chance(0.3) ? pick(['translated', 'final', 'needs-translation']) : undefined}, chance(0.1) ? '' : body(contents())));
  while (chance(0.3)) parts.push(note(pick([undefined, 'lit-localize', 'lit-localize', 'developer']), inner));
  if (chance(0.05)) parts.push(inner + '<alt-trans><source>old</source><note>what it is</note></alt-trans>');
  if (chance(0.05)) parts.push(inner + '<context-group purpose="location"><context context-type="sourcefile">a.ts</context></context-group>');
  if (chance(0.03)) parts.push(inner + '<ext:x xmlns:ext="urn:e" ext:a=\'1\' b="&#9;"><![CDATA[raw <&> ]]><ext:y/></ext:x>');
  if (chance(0.03)) parts.push(inner + '<empty><![CDATA[]]></empty>');
  if (chance(0.03)) parts.push(inner + 'stray');
  if (chance(0.1)) parts.reverse();
  const attributes = {id, approved: chance(0.1) ? 'yes' : undefined, 'xml:space': chance(0.1) ? 'preserve' : undefined, resname: chance(0.05) ? 'a<b>"c"\n' : undefined};
  return tag('trans-unit', attributes, parts.length ? parts.join('') + (chance(0.95) ? indent : '') : '');
}

// What both refuse, mostly.
const spoilers = [
  (s) => s.replace(/target-language\s*=\s*(["'])\w+\1/, ''),
  (s) => s.replace(/<\/target>/, '<!-- no -->$&'),
  (s) => s.replace(/<\/target>/, '<g id="1">no</g>$&'),
  (s) => s.replace(/<\/target>/, '<x id="9"/>$&'),
  (s) => s.replace(/<\/target>/, '<x equiv-text="no id"/>$&'),
  (s) => s.replace(/<\/target>/, '<ph id="9"/>$&'),
  (s) => s.replace(/<\/target>/, '<ph id="9">a<!-- no --></ph>$&'),
  (s) => s.replace(/<\/target>/, '<![CDATA[no]]>$&'),
  (s) => s.replace(/<\/target>/, '$&<target>second</target>'),
  (s) => s.replace(/<\/target>/, '$&<alt-trans><target>second</target></alt-trans>'),
  (s) => s.replace(/<trans-unit\s+id\s*=\s*(["'])[^"']*\1/, '<trans-unit id=""'),
  (s) => s.replace(/<\/file>/, '<body/>$&'),
  (s) => s.replace(/<\/file>/, '$&<file target-language="de"/>'),
  (s) => s.replace(/<(\/?)file/g, '<$1x:file'),
];
const spoil = (s) => pick(spoilers)(s);

function catalog(ids, kept) {
  const indent = pick(['\n', '\n', '\n', '\n      ', '\n\t', '\n\n  ', '']);
  const step = pick(['  ', '  ', '    ', '\t']);
  let units = '';
  for (const id of ids) {
    if (chance(0.07)) units += indent + marks();
    if (chance(0.02)) units += indent + '&lt;&lt;&lt;&lt;&lt;&lt;&lt; HEAD';
    const one = indent + unit(id, indent, step);
    units += chance(0.08) && kept.has(id) ? indent + tag('group', {restype: 'x'}, one + indent) : one;
    if (chance(0.02)) units += indent + unit(id, indent, step);
  }
  if (ids.length && chance(0.9)) units += indent;
  if (!ids.length && chance(0.5)) units = pick(['', '\n', '  ', '<!-- none -->']);
  const file = {'target-language': chance(0.95) ? 'de' : 'fr', 'source-language': 'en', original: 'lit-localize-inputs', datatype: 'plaintext', 'tool-id': chance(0.1) ? 't&"' : undefined};
  const header = chance(0.15) ? `${pick(['', '\n'])}<header><tool tool-id="t" tool-name='n'/><note>file note</note></header>` : '';
  const line = pick(['\n', '\n', '\n', '', '\n  ']);
  const root = tag('xliff', {version: '1.2', xmlns: chance(0.95) ? 'urn:oasis:names:tc:xliff:document:1.2' : undefined, 'xmlns:xsi': chance(0.1) ? 'http://www.w3.org/2001/XMLSchema-instance' : undefined},
    line + tag('file', file, header + line + tag('body', {}, units) + line) + line);
  const prolog = pick(['<?xml version="1.0" encoding="UTF-8"?>\n', '<?xml version="1.0" encoding="UTF-8"?>\n', '<?xml version="1.0" ?>', "<?xml version='1.0'  encoding='utf-8' standalone='yes'?>\n\n", '', '<?xml version="1.0"?>\n<!-- first -->\n<?pi x?> ']);
  const epilog = pick(['', '\n', '\n', '\n\n', '  ', '\n<!-- last -->', '\n<!-- last -->\n\n', '<?end?>\n']);
  let out = (chance(0.05) ? '\ufeff' : '') + prolog + root + epilog;
  if (chance(0.08)) out = spoil(out);
  if (chance(0.15)) out = out.replace(/\r?\n/g, pick(['\r\n', '\r\n', '\r']));
  return out;
}

function question() {
  const ids = times(below(9), (_, i) => pick(['s', 'h', 'named.']) + i.toString(16).repeat(1 + below(3)) + i);
  const messages = ids.filter(() => chance(0.8));
  const kept = new Set(messages);
  const fresh = times(below(4), (_, i) => 'new' + i);
  const all = [...messages, ...fresh].sort(() => random.fraction() - 0.5);
  return {xliff: chance(0.06) ? '' : catalog(ids, kept), locale: 'de', style: pick(['x', 'x', 'ph', undefined]), messages: all.map(message)};
}

function bundle() {
  const ids = times(below(6), (_, i) => 'm' + i);
  const messages = ids.map((id) => tag('msg', {name: chance(0.03) ? '' : id, desc: chance(0.3) ? 'a "b"\n<c>' : undefined}, contents().map((item) => (typeof item === 'string' ? xmlText(item) : tag('ph', {name: chance(0.1) ? '01' : String(item.index)}, xmlText(item.untranslatable)))).join('') + (chance(0.03) ? marks() : '')));
  const locale = chance(0.03) ? {} : {locale: 'de'};
  return `<?xml version="1.0"?>\n${tag('localizationbundle', locale, '\n' + tag('messages', {}, messages.join('\n')) + '\n')}\n`;
}

function bundleQuestion() {
  const read = chance(0.5);
  return {format: 'xlb', read, xliff: read ? bundle() : '', locale: 'de', messages: times(below(6), (_, i) => message('m' + i))};
}

// Real catalogs: their own messages, some of them gone, some new, some with another text.
function* variations(file) {
  const xliff = fs.readFileSync(file, 'utf8');
  const document = new xmldom.DOMParser().parseFromString(xliff);
  const locale = document.getElementsByTagName('file')[0].getAttribute('target-language');
  const units = Array.from(document.getElementsByTagName('trans-unit'));
  const own = units.map((unit) => {
    const source = unit.getElementsByTagName('source')[0];
    const list = Array.from(source.childNodes).map((node) => (node.nodeType === 3 ? node.nodeValue : {untranslatable: node.getAttribute('equiv-text'), index: Number(node.getAttribute('id'))}));
    return {name: unit.getAttribute('id'), contents: list};
  });
  yield {xliff, locale, style: 'x', messages: own};
  yield {xliff, locale, style: 'ph', messages: own.filter(() => chance(0.9)).map((m) => (chance(0.05) ? message(m.name) : m))};
  yield {xliff, locale, style: 'x', messages: [...times(20, (_, i) => message('new' + i)), ...own.filter(() => chance(0.98))]};
}

// ---- asking

const quiet = () => {};
console.warn = quiet;
console.error = quiet;

const folder = scratch('xlb');
async function bundlePeer(q) {
  const outputFile = path.join(folder, 'out.xlb');
  const formatter = xlbFactory({interchange: {format: 'xlb', outputFile}, sourceLocale: 'en', resolve: (name) => name});
  try {
    if (q.read) return formatter.parseXmb(q.xliff);
    await formatter.writeOutput(q.messages);
    return {output: fs.readFileSync(outputFile, 'utf8')};
  } catch (error) {
    return {failed: error.message};
  }
}

function peer(q) {
  const config = {interchange: {format: 'xliff', xliffDir: 'x', placeholderStyle: q.style}, sourceLocale: 'en', targetLocales: [q.locale]};
  const formatter = new XliffFormatter(config);
  try {
    const bundle = q.xliff ? formatter.parseXliff(q.xliff) : undefined;
    if (q.read) return {locale: bundle.locale, messages: bundle.messages};
    const translations = bundle && bundle.locale === q.locale ? bundle.messages : [];
    const document = q.xliff ? new xmldom.DOMParser().parseFromString(q.xliff) : undefined;
    return {output: formatter.encodeLocale(q.messages, q.locale, translations, document)};
  } catch (error) {
    return {failed: error.message};
  }
}

// What was read, without the peer's way of cutting texts, in the order of ids.
function normal({locale, messages}) {
  const byName = new Map();
  for (const {name, contents} of messages) {
    const parts = [];
    for (const item of contents) {
      if (typeof item === 'string' && typeof parts.at(-1) === 'string') parts.push(parts.pop() + item);
      else parts.push(typeof item === 'string' ? item : {untranslatable: item.untranslatable, index: String(item.index)});
    }
    byName.set(name, parts);
  }
  return JSON.stringify([locale, [...byName].sort(([a], [b]) => (a < b ? -1 : 1))]);
}

const child = spawn(driver, {stdio: ['pipe', 'pipe', 'inherit']});
const lines = readline.createInterface({input: child.stdout})[Symbol.asyncIterator]();
async function glot(q) {
  child.stdin.write(JSON.stringify(q) + '\n');
  return JSON.parse((await lines.next()).value);
}

const tally = {same: 0, refusedByBoth: 0, read: 0};
let differences = 0;
function report(q, wanted, got) {
  differences++;
  if (differences > show) return;
  console.log('---- differs');
  const a = wanted.output ?? JSON.stringify(wanted), b = got.output ?? JSON.stringify(got);
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  console.log('peer:', JSON.stringify(a.slice(Math.max(0, at - 150), at + 150)));
  console.log('glot:', JSON.stringify(b.slice(Math.max(0, at - 150), at + 150)));
  if (!files) console.log('from:', JSON.stringify(q.xliff), JSON.stringify(q.messages));
}

async function compareReading(q, wanted) {
  const answer = await glot({...q, read: true});
  const a = wanted.failed ? undefined : normal(wanted);
  if (wanted.failed ? answer.refused : answer.messages && normal(answer) === a) tally.read++;
  else report(q, {output: a ?? wanted.failed}, {output: answer.messages ? normal(answer) : JSON.stringify(answer)});
}

async function compareWriting(q, wanted) {
  const got = await glot(q);
  if (wanted.failed && got.refused) tally.refusedByBoth++;
  else if (wanted.output !== undefined && wanted.output === got.output) tally.same++;
  else report(q, wanted, got);
}

async function compare(q) {
  const wanted = peer(q);
  await compareWriting(q, wanted);
  if (q.xliff && !wanted.failed) await compareReading(q, peer({...q, read: true}));
}

async function compareBundles(q) {
  const wanted = await bundlePeer(q);
  await (q.read ? compareReading : compareWriting)(q, wanted);
}

if (files) for (const file of files) for (const q of variations(file)) await compare(q);
else {
  for (let i = 0; i < count; i++) await compare(question());
  for (let i = 0; i < count / 4; i++) await compareBundles(bundleQuestion());
}
child.stdin.end();
const {same, refusedByBoth, read} = tally;
console.log(`${same} written the same, ${read} read the same, ${refusedByBoth} refused by both`);
conclude(same + read + refusedByBoth, differences);
