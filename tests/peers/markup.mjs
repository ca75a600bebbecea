#!/usr/bin/env node
// Compares the pieces of random `html` templates with what lit-localize makes of them by parse5.
//
//     node markup.mjs [DRIVER] [--count N] [--seed N] [--easy | --hard] [--show N]
//
// DRIVER is the program made from markup_driver.c. Easy templates have the vocabulary of real messages; hard ones
// have all of HTML, mis-nested and malformed. The oracle does with parse5 what lit-localize does: a word for each
// expression, parseFragment, each node by itself through serialize, words back to expressions; it is itself held
// against lit-localize first. Only an expression in a name differs by design: it stays as `${…}` and gets no `=""`.
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {createRequire} from 'node:module';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {seedOf} from '../seed.mjs';
import {conclude, tally} from '../suite.mjs';

const require = createRequire(process.env.PEER_MODULES ?? import.meta.url);
const load = (name) => import(pathToFileURL(require.resolve(name)));
const {parseFragment, serialize} = await load('parse5');
const {extractTemplate} = await load('@lit/localize-tools/lib/program-analysis.js');
const ts = require('typescript');

const options = process.argv.slice(2);
const option = (name, fallback) => (options.includes(name) ? Number(options[options.indexOf(name) + 1]) : fallback);
const driver = options[0]?.startsWith('--') === false ? options[0] : join(process.env.GLOT_DRIVERS ?? '', 'markup_driver');
const count = option('--count', 6000);
const show = option('--show', 10);
let hard = false;

// ---- the oracle

const before = '_START_LIT_LOCALIZE_EXPR_0123_';
const after = '_END_LIT_LOCALIZE_EXPR_0123_';
const word = new RegExp(`${before}(\\d+)${after}`, 'gi');
const lowerWords = `(?:${before}\\d+${after})`.toLowerCase();

function withExpressions(code) {
  // Names are in lower case, words in values are not: this tells them apart.
  const named = new RegExp(`( =?[^ \\t\\n\\f>/=]*${lowerWords}[^ \\t\\n\\f>/=]*)=""`, 'g');
  return code.replace(named, '$1').replace(word, (_, index) => '${e' + index + '}');
}

function codeOf(node) {
  const html = withExpressions(serialize({childNodes: [{...node, childNodes: []}]}));
  const end = html.lastIndexOf('<');
  return [html.slice(0, end), html.slice(end)];
}

function oracle(texts) {
  const html = texts.map((text, i) => (i ? before + (i - 1) + after : '') + text).join('');
  const pieces = [];
  const code = (text) => text && pieces.push([text]);
  const visit = (node) => {
    if (node.nodeName === '#text') {
      node.value.split(word).forEach((part, i) => {
        if (i % 2) pieces.push(['${e' + part + '}']);
        else if (part) pieces.push(part);
      });
    } else if (node.nodeName === '#comment') {
      code(withExpressions(serialize({childNodes: [node]})));
    } else {
      const [open, close] = codeOf(node);
      code(open);
      node.childNodes.forEach(visit);
      code(close);
    }
  };
  parseFragment(html).childNodes.forEach(visit);
  return pieces;
}

// Neighbouring code is one: where a void element's code is cut is of no consequence.
function joined(pieces) {
  const out = [];
  for (const piece of pieces) {
    const last = out.at(-1);
    if (typeof piece !== 'string' && last && typeof last !== 'string') last[0] += piece[0];
    else out.push(typeof piece === 'string' ? piece : [piece[0]]);
  }
  return out;
}

// ---- the generator

let state = option('--seed', seedOf(1)) >>> 0;
function random(limit) {
  state = (state + 0x6d2b79f5) >>> 0;
  let t = Math.imul(state ^ (state >>> 15), state | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return ((t ^ (t >>> 14)) >>> 0) % limit;
}
const pick = (list) => list[random(list.length)];
const words = (text) => text.trim().split(/\s+/);

const easy = {
  tags: words(`a a b b i em strong span span code br br p div ul li li ol dl dt dd h1 h2 h3 img button small sub sup u s
    my-element sl-button lit-icon x-y label input select option pre hr kbd abbr mark q svg path circle details summary
    section article header footer nav main blockquote figure figcaption time wbr template slot textarea form`),
  attributes: words('href class id title .value ?disabled @click target style aria-label data-x slot viewBox d .someProp'),
  texts: ['Hello', ' world', ' ', '\n    ', 'é', '&amp;', '&nbsp;', '&lt;', '&gt;', '&quot;', '&copy;', '&#39;',
    '&#x27;', '1 < 2', 'a & b', 'AT&T', '\u00a0', '"', "'", '😀', '.', ', ', '日本', '&mdash;', '&hellip;', '>', '\r\n'],
};
// Without `html` and `frameset`: parse5 takes elements of these names in MathML for those of HTML when it resets the
// insertion mode (`<math><html><mi><template></template>` makes a `head`), which the Standard does not.
const rough = {
  tags: words(`table table tbody thead tfoot tr tr td td th caption colgroup col select option optgroup script style
    noscript iframe noembed noframes xmp plaintext title textarea svg svg math mi mo mn ms mtext annotation-xml
    foreignObject desc title mglyph malignmark template template frame body image isindex nobr a b i
    font big tt applet object marquee form ruby rb rt rp rtc keygen menuitem listing param source track base link meta
    search dialog hgroup center dir menu address head linearGradient feBlend clipPath li dd dt h1 h6 button p optgroup input`),
  attributes: words(`definitionurl xlink:href xmlns xml:lang encoding type color face size viewbox attributename a A
    a=1 preserveaspectratio on: [x] "q <x`),
  texts: ['\0', '\f', '\t', '\r', '&#0;', '&#13;', '&#10;', '&#12;', '&#x80;', '&#150;', '&#x110000;', '&#xD800;',
    '&#99999999999;', '&#x', '&#', '&', '&;', '&notit;', '&notin', '&notin;', '&copycat', '&ampamp;', '&AMP', '&lt',
    '&NotEqualTilde;', '&nGg;', '&CounterClockwiseContourIntegral;', '&fjlig;', '&acE;', '&zwj;', '&Afr;', '<', '</',
    '<!', '<?', '<!-', '<!--', '-->', '--!>', '<!>', '</>', '<?php ?>', '<!doctype html>', '<![CDATA[', ']]>', ']]',
    '<!--<!-->', '<!--->', '<!-- a -- b --->', '\ud800', '\udc00', '<a ', '<a b=', "<a b='", '<a b="', '</p>', '</br>',
    '</body>', '</html>', '<script><!--<script>', '</script>', '</title>', '</textarea >', '</style/', '<a/b>',
    '<b =c>', '<b a=1 A=2>', '<x_y>', '<1>', '<é>', '<bé>', '\n', '<br/>', '<p/>', '<svg/>', '<path/>', '-', '--', '!'],
};

const valueTexts = [...easy.texts, 'x', 'a=b', '/p', '&copy=1', '&notx', '&lt;b&gt;'];

function value() {
  let out = '';
  for (let n = random(3); n >= 0; n--) out += random(4) ? pick(valueTexts) : '\x01';
  return out;
}

function attribute() {
  let name = pick(hard && !random(4) ? rough.attributes : easy.attributes);
  if (!random(12)) name = random(2) ? '\x01' : name + '\x01';
  if (!random(12)) name = name.toUpperCase();
  switch (random(5)) {
    case 0: return name;
    case 1: return name + '=' + (random(2) ? '\x01' : value().replace(/[\s"'<>]/g, ''));
    case 2: return name + "='" + value().replaceAll("'", '') + "'";
    default: return name + '="' + value().replaceAll('"', '') + '"';
  }
}

function markup(depth) {
  let out = '';
  for (let n = random(5); n >= 0; n--) {
    const kind = random(10);
    if (kind < 3 || depth > 6) out += pick(hard && !random(2) ? rough.texts : easy.texts);
    else if (kind < 5) out += '\x01';
    else if (kind === 5 && !random(3)) out += '<!--' + pick(easy.texts) + (random(2) ? '\x01' : '') + '-->';
    else if (hard && kind === 6) out += '</' + pick(random(2) ? rough.tags : easy.tags) + '>';
    else out += element(depth);
  }
  return out;
}

function element(depth) {
  let tag = pick(hard && random(2) ? rough.tags : easy.tags);
  if (!random(15)) tag = tag.toUpperCase();
  if (!random(60)) tag += '\x01';
  let out = '<' + tag;
  for (let n = random(5) - 2; n > 0; n--) out += (random(15) ? ' ' : '\n  ') + attribute();
  out += random(20) ? '>' : ' />';
  if (hard && !random(40)) out = out.slice(0, random(out.length));
  out += markup(depth + 1);
  if (random(hard ? 3 : 12)) out += '</' + (random(25) ? tag : pick(easy.tags)) + '>';
  return out;
}

// A few tags in any order: everything is mis-nested.
function soup() {
  const tags = Array.from({length: 3 + random(6)}, () => pick(random(2) ? rough.tags : easy.tags));
  let out = '';
  for (let n = 5 + random(40); n > 0; n--) {
    const kind = random(8);
    if (kind < 4) out += '<' + pick(tags) + (random(6) ? '' : ' ' + attribute()) + (random(20) ? '>' : '/>');
    else if (kind < 6) out += '</' + pick(tags) + '>';
    else out += random(3) ? pick(['x', ' ', '\x01', '\n', '<!--c-->', '\0', 'y z']) : pick(rough.texts);
  }
  return out;
}

const next = () => (hard && random(2) ? soup() : markup(0)).split('\x01');

// ---- the run

function encode(texts, mode) {
  const parts = [Buffer.from(`${mode} ${texts.length}\n`)];
  for (const text of texts) {
    const bytes = wtf8(text);
    parts.push(Buffer.from(bytes.length + '\n'), bytes);
  }
  return Buffer.concat(parts);
}

function wtf8(text) {
  if (text.isWellFormed()) return Buffer.from(text);
  const bytes = [...text].map((c) => {
    const unit = c.codePointAt(0);
    return c.isWellFormed() ? Buffer.from(c) : Buffer.from([0xe0 | (unit >> 12), 0x80 | ((unit >> 6) & 63), 0x80 | (unit & 63)]);
  });
  return Buffer.concat(bytes);
}

async function pieces(templates, mode) {
  const child = spawn(driver, {stdio: ['pipe', 'pipe', 'inherit']});
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (chunk) => (out += chunk));
  for (const texts of templates) if (!child.stdin.write(encode(texts, mode))) await once(child.stdin, 'drain');
  child.stdin.end();
  const [status] = await once(child, 'close');
  if (status !== 0) throw new Error(`the driver ended with status ${status}`);
  return out.trimEnd().split('\n').map((line) => JSON.parse(line));
}

function source(texts) {
  const escaped = texts.map((text) =>
    text.replace(/[`\\$]|[\0-\x09\x0b-\x1f]|[\ud800-\udfff]/g, (c) =>
      /[`\\$]/.test(c) ? '\\' + c : '\\u' + c.charCodeAt(0).toString(16).padStart(4, '0')));
  return 'html`' + escaped.reduce((all, text, i) => all + '${e' + (i - 1) + '}' + text) + '`';
}

// lit-localize counts texts and expressions together, and its words have a random number.
const theirWord = /(_start_lit_localize_expr_)\d+_(\d+)(_end_lit_localize_expr_)\d+_/g;
const ourWord = (_, start, index, end) => `${start}0123_${(index - 1) / 2}${end}0123_`;

// What lit-localize gives, with the oracle's words.
function extracted(texts) {
  const file = ts.createSourceFile('a.ts', source(texts), ts.ScriptTarget.ESNext, true);
  const {result} = extractTemplate(file.statements[0].expression, file);
  return result.contents.map((part) =>
    typeof part === 'string'
      ? part
      : [withExpressions(part.untranslatable.replace(theirWord, ourWord))]);
}

// Code takes the blank text behind it.
function merged(pieces) {
  const out = [];
  for (const piece of pieces) {
    const last = out.at(-1);
    const joins = last && typeof last !== 'string' && (typeof piece !== 'string' || piece.trim() === '');
    if (joins) last[0] += piece;
    else out.push(typeof piece === 'string' ? piece : [piece[0]]);
  }
  return out;
}

let refused = 0;

function compare(texts, peer, glot) {
  let wanted;
  try {
    wanted = JSON.stringify(peer());
  } catch (error) {
    refused++; // parse5 fails at two low surrogates in a row
    return;
  }
  const got = JSON.stringify(glot());
  if (wanted === got) tally.passed++;
  else if (tally.failed++ < show) console.log(`${JSON.stringify(texts)}\n  peer ${wanted}\n  glot ${got}`);
}

async function run(isHard) {
  hard = isHard;
  for (let i = 0; i < Math.min(count, 200); i++) {
    const texts = next();
    compare(texts, () => extracted(texts), () => merged(oracle(texts)));
  }
  for (let done = 0; done < count; ) {
    const templates = Array.from({length: Math.min(5000, count - done)}, next);
    const found = await pieces(templates, 'p');
    templates.forEach((texts, i) => compare(texts, () => joined(oracle(texts)), () => joined(found[i])));
    done += templates.length;
  }
}

if (!options.includes('--hard')) await run(false);
if (!options.includes('--easy')) await run(true);
if (refused) console.log(`${refused} templates that parse5 refuses`);
conclude();
process.exit();
