// The text of messages, as it stands in a source: words, signs, escapes.

const WORDS = [
  'a', 'the', 'Save', 'file', 'of', 'Log in', 'Größe', 'naïve', 'ﬁn', '你好', 'привет', 'שלום', '🎉', '👩‍👩‍👧', 'e\u0301',
  '—', '“ok”', '…', '5 µm', 'x²', 'Zażółć', 'ปลา', '한글',
];
const SIGNS = [
  ' ', ' ', ' ', '  ', '.', ',', '!', '?', ':', ';', '-', '_', '(', ')', '[', ']', '{', '}', '@', '#', '%', '^', '*',
  '+', '=', '~', '|', '/', '$', '\u00a0', '\u2003', '\u200b', '\ufeff',
];
const ESCAPES = [
  '\\n', '\\t', '\\x41', '\\xe9', '\\u00e9', '\\u{1F600}', '\\u{41}', '\\ud83d\\ude00', '\\u2028', '\\u00a0', '\\q',
  '\\/', '\\$', '\\{', '\\\n',
];
const RARE_ESCAPES = ['\\ud83d', '\\ude00', '\\u{10FFFF}', '\\ufeff', '\\u0085'];
const QUOTING = ['\\\\', '\\\'', '\\"', '\\`'];

function piece(random, more) {
  const kind = random.below(20);
  if (kind < 9) return random.pick(WORDS);
  if (kind < 15) return random.pick(SIGNS);
  if (kind < 17) return random.pick(ESCAPES);
  if (kind < 18) return random.pick(QUOTING);
  if (kind < 19) return random.pick(more);
  return random.chance(0.2) ? random.pick(RARE_ESCAPES) : random.pick(WORDS);
}

// `$` must not meet `{`: that would begin an expression. One that is escaped already stays as it is.
const withoutExpressions = (text) => text.replace(/(\\[^])|\$(?=\{)/g, (all, escape) => escape ?? '\\$');

// The inside of a literal in `quote`.
export function literalText(random, quote) {
  const other = quote === '"' ? "'" : '"';
  const more = quote === '`' ? ['&', '<', '>', '"', "'", '\n', '\n  '] : ['&', '<', '>', '&amp;', '<b>', other];
  return withoutExpressions(random.some(1, 8, () => piece(random, more)).join(''));
}

const ENTITIES = [
  '&amp;', '&lt;', '&gt;', '&nbsp;', '&copy;', '&hellip;', '&copy', '&amp', '&#65;', '&#x1F600;', '&#128;', '&notit;', '&unknown;',
  '&', '> ', '< ', '\n    ', '\n', '\t', '&AMP;', '&ampx', '&not;', '&notin;', '&NotEqualTilde;', '&fjlig;', '&bne;', '&apos;', '&quot;',
  '&CounterClockwiseContourIntegral;', '&#0;', '&#xD800;', '&#x110000;', '&#38', '&#x80;', '&#13;', '&#xfdd0;', '&#;', '&#x;', '&lt', '&gt;x', '&Tab;',
  '&NewLine;', '&zwj;', '&shy;', '&ensp;', '&euro;', '&acE;', '&amp;amp;', '&AMPx;', '&;',
];

// Text between the tags of an html template.
export function markupText(random) {
  const kind = random.below(10);
  if (kind < 5) return random.pick(WORDS);
  if (kind < 8) return random.pick(SIGNS).replace('{', '(');
  if (kind < 9) return random.pick(ENTITIES);
  return random.pick(['\\u00e9', '\\u{1F600}', '\\n', '\\xa0', '\\`', '\\\\']);
}

// Any literal, in any quotes, with something unique in it.
export function plainLiteral(random, unique) {
  const quote = random.pick(["'", "'", '"', '`']);
  const text = literalText(random, quote);
  return `${quote}${random.chance(0.5) ? `${unique} ${text}` : `${text} ${unique}`}${quote}`;
}
