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

function options(random, unique) {
  const all = [];
  const quote = random.pick(["'", '"', '`']);
  if (random.chance(0.15)) all.push(`${random.pick(['id', "'id'"])}: ${quote}${unique()}${quote}`);
  if (random.chance(0.15)) all.push(`${random.pick(['desc', '"desc"'])}:${plainLiteral(random, unique())}`);
  if (all.length === 0) return random.chance(0.03) ? ', {}' : '';
  return `, {${random.shuffled(all).join(', ')}${random.pick(['', '', ','])}}`;
}

const LAYOUTS = [
  (call) => `${call};`,
  (call) => `${call};`,
  // async: elsewhere in a function `await` is a name, and code that says so does not occur.
  (call) => `export const v${call.length} = async () => ${call};`,
  (call) => `f(${call});`,
  (call) => `{\n    ${call};\n}`,
];

export function message(random, unique) {
  const kind = random.below(10);
  const text = kind < 3 ? plainLiteral(random, unique()) : kind < 6 ? strTemplate(random, unique) : htmlTemplate(random, unique);
  const gap = random.pick(['', '', '', '\n  ', '/* c */ ']);
  const call = `msg(${gap}${text}${options(random, unique)}${random.pick(['', '', ',', '\n'])})`;
  return random.pick(LAYOUTS)(call);
}
