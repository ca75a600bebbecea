// What a page would show of a value: lit's templates as HTML in one spelling, without a DOM. Attributes and properties stand where
// they are bound, so that a template whose parts were joined beforehand and one that holds them as values read alike.
//
//     <input title="a" .value={"b"} @click={"what the handler gives"}>text</input>
import {nothing, noChange} from 'lit';
import {parseFragment} from 'parse5';

const MARKER = /glot-(\d+)-value/;
const RAW_TEXT = /^(script|style|textarea|title|xmp|iframe|noembed|noframes)$/i;
const TAG = /<(\/?[a-zA-Z][^\s/>]*)((?:\s+|\/|[^\s"'>=/]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]*))?)*)(>?)/y;

// Whether an expression behind this HTML is a child: a comment can stand there, and does, since text would be moved out of tables.
function endsAmongNodes(html) {
  for (let at = 0; at < html.length; ) {
    if (html.startsWith('<!--', at)) {
      const end = html.indexOf('-->', at + 4);
      if (end < 0) return false;
      at = end + 3;
      continue;
    }
    TAG.lastIndex = at;
    const tag = TAG.exec(html);
    if (!tag) {
      at++;
      continue;
    }
    if (!tag[3]) return false;
    at = TAG.lastIndex;
    if (RAW_TEXT.test(tag[1])) {
      const end = html.slice(at).search(new RegExp(`</${tag[1]}`, 'i'));
      if (end < 0) return false;
      at += end;
    }
  }
  return true;
}

function joined(strings) {
  return strings.reduce((html, text, i) => {
    const marker = `glot-${i - 1}-value`;
    return html + (endsAmongNodes(html) ? `<!--${marker}-->` : marker) + text;
  });
}

const escaped = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;').replace(/\u00a0/g, '&nbsp;');

// Texts and values in turn, of a text that holds markers.
function parts(text, values) {
  const pieces = text.split(new RegExp(MARKER, 'g'));
  return pieces.map((piece, i) => (i % 2 ? values[Number(piece)] : piece)).filter((piece) => piece !== '');
}

function renderAttribute(name, value, values) {
  if (MARKER.test(name)) return ` {${renderValue(values[Number(MARKER.exec(name)[1])])}}`;
  const pieces = parts(value, values);
  const isBound = MARKER.test(value);
  const whole = pieces.length === 1 ? pieces[0] : undefined;
  if (isBound && name.startsWith('@')) return ` ${name}={${typeof whole === 'function' ? JSON.stringify(show(whole())) : whole}}`;
  if (isBound && name.startsWith('.')) return ` ${name}={${JSON.stringify(show(whole ?? pieces.join('')))}}`;
  if (isBound && name.startsWith('?')) return whole && whole !== nothing ? ` ${name.slice(1)}` : '';
  if (pieces.includes(nothing)) return '';
  return ` ${name}="${escaped(pieces.map((piece) => String(piece ?? '')).join(''))}"`;
}

function renderNode(node, html, values) {
  if (node.nodeName === '#text') return parts(node.value, values).map(renderValue).join('');
  if (node.nodeName === '#comment') {
    const value = new RegExp(`^${MARKER.source}$`).exec(node.data);
    return value ? renderValue(values[Number(value[1])]) : `<!--${node.data.replace(new RegExp(MARKER, 'g'), '')}-->`;
  }
  const places = node.sourceCodeLocation?.attrs ?? {};
  const attributes = (node.attrs ?? []).map(({name, value}) => {
    const start = places[name]?.startOffset; // the parser has names in lower case, lit has them as they are written
    return renderAttribute(start === undefined ? name : html.slice(start, start + name.length), value, values);
  });
  const children = (node.content ?? node).childNodes.map((child) => renderNode(child, html, values));
  return `<${node.nodeName}${attributes.sort().join('')}>${children.join('')}</${node.nodeName}>`;
}

function renderTemplate({strings, values}) {
  const html = joined(strings);
  return parseFragment(html, {sourceCodeLocationInfo: true}).childNodes.map((node) => renderNode(node, html, values)).join('');
}

const isTemplate = (value) => value?._$litType$ !== undefined;

// A value in the place of a child.
function renderValue(value) {
  if (value === nothing || value === noChange || value === null || value === undefined) return '';
  if (isTemplate(value)) return renderTemplate(value);
  if (value._$litDirective$) throw new Error('a directive cannot be rendered here');
  if (typeof value !== 'string' && value[Symbol.iterator]) return [...value].map(renderValue).join('');
  return escaped(String(value));
}

// A value as a function gives it: templates as their HTML, all else as it is.
export function show(value) {
  if (isTemplate(value)) return renderTemplate(value);
  if (value === nothing) return '(nothing)';
  if (typeof value === 'symbol' || typeof value === 'function') return String(typeof value);
  if (Array.isArray(value)) return value.map(show);
  if (value && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, show(one)]));
  return value === undefined ? '(undefined)' : value;
}
