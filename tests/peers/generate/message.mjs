// One `msg` call as a statement of its own.

import {placeholder} from './expression.mjs';
import {markup} from './markup.mjs';
import {literalText, plainLiteral} from './text.mjs';

function strTemplate(random, unique) {
  const parts = random.some(0, 4, () => placeholder(random) + random.pick(['', ' ', ', ', '\n', literalText(random, '`')]));
  return `str\`${random.pick(['', ' ', literalText(random, '`')])}${unique()}${parts.join('')}\``.replace(/\$(?=\$\{)/g, '');
}

function htmlTemplate(random, unique) {
  const blank = random.pick(['', '', ' ', '\n  ']);
  const lead = random.chance(0.5) ? `${unique()} ` : '';
  return `html\`${blank}${lead}${markup(random, unique)}${unique()}\``;
}

const ODD_IDS = ['.', '/', ' b', '<i>', '&amp;', '&', 'é', 'É', '你好', '😀', '-', '_', '007', '\u00a0', '$&', '{0}', '__proto__', '\\u0041', '  '];
const DESCRIPTIONS = ["''", '``', "'  '", '`one\n  two`', "']]>'", "'<b>&amp;</b>'", "'\\u{1F600} 😀'", "'\\t'", '"--"', "'ß'", "'S'", "'s'"];
const COMMENTS = ['', '', '', '', '', '', ' ', '\n  ', '/* c */', ' /* c */ ', '// c\n'];

const comment = (random) => random.pick(COMMENTS);

function id(random, unique) {
  const quote = random.pick(["'", '"', '`']);
  const odd = random.chance(0.4) ? random.pick(ODD_IDS) : '';
  return quote + (random.chance(0.5) ? odd + unique() : unique() + odd) + quote;
}

const description = (random, unique) => (random.chance(0.3) ? random.pick(DESCRIPTIONS) : plainLiteral(random, unique()));

function property(random, name, value) {
  const key = random.pick([name, name, `'${name}'`, `"${name}"`]);
  return `${comment(random)}${key}${comment(random)}:${comment(random)}${value}${comment(random)}`;
}

function options(random, unique) {
  const all = [];
  if (random.chance(0.15)) all.push(property(random, 'id', id(random, unique)));
  if (random.chance(0.15)) all.push(property(random, 'desc', description(random, unique)));
  if (all.length === 0) return random.chance(0.03) ? `,${comment(random)}{${comment(random)}}` : '';
  return `,${comment(random)}{${random.shuffled(all).join(',')}${random.pick(['', '', ','])}${comment(random)}}`;
}

function call(random, unique) {
  const kind = random.below(10);
  const text = kind < 3 ? plainLiteral(random, unique()) : kind < 6 ? strTemplate(random, unique) : htmlTemplate(random, unique);
  const callee = random.pick(['msg', 'msg', 'msg', 'msg', 'msg', 'msg ', '(msg)', 'msg?.', 'msg<any>', 'msg!', 'L.msg', "L['msg']", 'held.m']);
  return `${callee}(${comment(random)}${text}${comment(random)}${options(random, unique)}${random.pick(['', '', ',', '\n'])})`;
}

// `again` makes a further call for the same statement.
const LAYOUTS = [
  (one) => `${one};`,
  (one) => `${one};`,
  // async: elsewhere in a function `await` is a name, and code that says so does not occur.
  (one) => `export const v${one.length} = async () => ${one};`,
  (one) => `f(${one});`,
  (one) => `{\n    ${one};\n}`,
  (one, again) => `f(${one}, ${again()});`,
  (one, again) => `f(x ? ${one} : ${again()}, [${again()}], {k: ${again()}});`,
  (one, again) => `class C${one.length} { @d(${one}) p = ${again()}; async m(a = ${again()}) { return ${again()}; } }`,
  (one, again) => `html\`<p title="\${${one}}">\${x ? html\`<b>\${${again()}}</b>\` : ''}</p>\`;`,
];

export function message(random, unique) {
  return random.pick(LAYOUTS)(call(random, unique), () => call(random, unique));
}
