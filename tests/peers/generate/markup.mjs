// The inside of html templates: the markup that messages hold.

import {placeholder} from './expression.mjs';
import {markupText} from './text.mjs';

const INLINE = ['b', 'i', 'a', 'code', 'strong', 'em', 'span', 'kbd', 'my-el', 'B', 'sl-button', 'small', 'label', 'u'];
const BLOCK = ['p', 'div', 'section', 'blockquote', 'h2'];
const VOID = ['<br>', '<br/>', '<br />', '<hr>', '<wbr>', '<img src="a.png" alt=x>', '<input disabled>'];
const VALUES = ['x', 'a-b', '/p/q', '#', '1'];
const QUOTED = [
  '', 'x y', "it's", 'a=b&c', '&lt;&amp;&quot;', 'ü 😀', '&copy=1', 'x&nbsp;y', 'a > b', 'https://example.org/?a=1&amp;b=2',
];
const NAMES = ['href', 'class', 'title', 'data-x', 'aria-label', 'ID', '.value', '?hidden', '@click', '.someProp', 'part'];

function attributeValue(random, unique) {
  const kind = random.below(7);
  if (kind === 0) return '';
  if (kind === 1) return `=${random.pick(VALUES)}`;
  if (kind === 2) return `=${placeholder(random)}`;
  if (kind === 3) return `="${random.pick(QUOTED)}${placeholder(random)}${random.pick(['', '/', placeholder(random)])}"`;
  if (kind === 4) return `='${random.pick(QUOTED.filter((text) => !text.includes("'")))}"'`;
  if (kind === 5) return ` = "${unique()}"`;
  return `="${random.pick(QUOTED)}"`;
}

const attribute = (random, unique) => random.pick([' ', ' ', ' ', '\n   ', '  ']) + random.pick(NAMES) + attributeValue(random, unique);
const attributes = (random, unique) => (random.chance(0.4) ? random.some(1, 3, () => attribute(random, unique)).join('') : '');

function element(random, depth, unique, names) {
  const name = random.pick(names);
  const end = random.chance(0.95) ? `</${name}${random.pick(['', '', '', ' '])}>` : '';
  return `<${name}${attributes(random, unique)}>${content(random, depth - 1, unique)}${end}`;
}

function itemList(random, depth, unique) {
  const items = random.some(1, 3, () => `${random.pick(['', '\n  '])}<li>${content(random, depth - 1, unique)}${random.pick(['</li>', ''])}`);
  return `<ul>${items.join('')}</ul>`;
}

function paragraphs(random, depth, unique) {
  return random.some(1, 3, () => `<p>${content(random, depth - 1, unique)}${random.pick(['</p>', '', '</p>\n'])}`).join('');
}

const comment = (random) => `<!--${random.pick(['', ' note ', ' a -- b ', 'x', placeholder(random)])}-->`;

// An outer `msg` whose expressions hold further ones.
function inner(random, unique) {
  const text = `in ${unique()}`;
  return `\${msg(${random.pick([`'${text}'`, `html\`<i>${text}</i>\``, `str\`${text} \${a}\``])})}`;
}

// What needs the whole of HTML's tree construction: tables, mis-nested formatting, foreign content.
const HARD = [
  (expression) => `<table>${expression}<tr><td>y</td></tr></table>`,
  () => '<table><tr><td>x</table>',
  () => '<table>text<tbody><tr><th>h</table>',
  () => '<tr><td>x</td></tr>',
  () => '<b>1<i>2</b>3</i>',
  () => '<b><p>x</b>y</p>',
  () => '<a>x<a>y</a>',
  () => '<b>x<div>y</b>z</div>',
  (expression) => `<i><b>${expression}</i>x</b>`,
  () => '<button>a<button>b</button>',
  () => '<svg viewBox="0 0 1 1"><path d="M0"/></svg>',
  () => '<svg><foreignObject><p>x</p></foreignObject></svg>',
  () => '<math><mi>x</mi></math>',
  () => '<svg><g><b>x</b></g></svg>',
  () => '<svg><title>t</title></svg>',
];

function node(random, depth, unique) {
  const kind = random.below(40);
  if (kind < 14) return markupText(random);
  if (kind < 22) return placeholder(random);
  if (depth > 0 && kind < 32) return element(random, depth, unique, INLINE);
  if (depth > 0 && kind < 34) return element(random, depth, unique, BLOCK);
  if (depth > 0 && kind === 34) return itemList(random, depth, unique);
  if (depth > 0 && kind === 35) return paragraphs(random, depth, unique);
  if (kind === 36) return comment(random);
  if (kind === 37) return inner(random, unique);
  if (kind === 38 && unique.hard) return random.pick(HARD)(placeholder(random));
  return random.pick(VOID);
}

function content(random, depth, unique) {
  return random.some(depth > 1 ? 1 : 0, depth > 1 ? 5 : 3, () => node(random, depth, unique)).join('');
}

// A text that ends in `<` or `&` must not grow into markup with what follows it, nor `$` into an expression.
export const markup = (random, unique) => content(random, 3, unique).replace(/\$(?=\$\{)/g, '').replace(/<(?=\$\{|$)/g, '');
