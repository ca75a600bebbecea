// Expressions of the kinds that messages hold, in layouts that a printer has to normalise.

const NAMES = ['a', 'b', 'name', 'count', 'this', 'user', 'item', '_x', '$y', 'größe'];
const LITERALS = [
  "'s'", '"d"', "'\\u00e9\\''", '0', '1.50', '0xFF', '1_000', '10n', '.5', '1e3',
  'null', 'true', 'undefined', '/a[/]b/gi', '`t`', '`t\\n`',
];
const OPERATORS = ['+', '-', '*', '/', '%', '**', '&&', '||', '??', '===', '!==', '<', '>=', '<<', '>>>', '&', '|', '^', 'in', 'instanceof'];
const PREFIXES = ['!', '-', '+', '~', 'typeof ', 'void ', '!!'];
const TYPES = [
  'string', 'any', 'A | B', 'Array<number>', '{a: string}', 'typeof b', '[A, B]', '() => void', 'Map<string,A[]>', "'x'|\"y\"",
];
const ARROWS = [
  'x=>', '(x) => ', '(x,y)=>', '() => ', 'async x => ', 'async (x) => ', 'async () => await ',
  '({a, b}) => ', '(x: number): string => ', '(...r) => ',
];
const BREAK = ['\n', '\n  ', '\n        '];
const BINDS_LOOSELY = /[\s?=><|&+*/%^,!~-]/;

// White space where it does not matter: none, one, several, or a line break.
const gap = (random) => (random.chance(0.75) ? random.pick(['', ' ', ' ']) : random.pick(['  ', ' ', ...BREAK]));
const space = (random) => gap(random) || ' ';
const inline = (random) => random.pick(['', '', ' ', '  ']);

const operand = (text) => (BINDS_LOOSELY.test(text) ? `(${text})` : text);
const list = (random, items) => items.join(`${gap(random)},${gap(random)}`);

function call(random, depth) {
  const values = random.some(0, 3, () => expression(random, depth - 1));
  const inner = gap(random) + list(random, values) + gap(random) + (values.length > 0 && random.chance(0.15) ? ',' : '') + gap(random);
  return `${operand(expression(random, 0))}${random.pick(['', '', '', '?.'])}(${inner})`;
}

function chain(random, depth) {
  const link = () => gap(random) + random.pick(['.b', '.c', '.map(x => x)', '.d()', '?.e', '[0]', "['k']", '!.f']);
  const links = random.some(1, 3, link).map((text) => (/^\s*\[|^\s*!/.test(text) ? text.trim() : text));
  return operand(expression(random, depth > 1 ? 1 : 0)).replace(/^(\d[\w.]*)$/, '($1)') + links.join('');
}

// TypeScript reads `a << (f<T>(x))` as type arguments, and gives up on it.
const withoutTypes = (operator, right) => (operator === '<<' && right.includes('<') ? '>>>' : operator);

function binary(random, depth) {
  const operator = random.pick(OPERATORS);
  const left = operand(expression(random, depth - 1)), before = space(random), after = space(random);
  const right = operand(expression(random, depth - 1));
  return left + before + withoutTypes(operator, right) + after + right;
}

function conditional(random, depth) {
  const [test, yes, no] = [1, 2, 3].map(() => operand(expression(random, depth - 1)));
  return `${test}${space(random)}?${space(random)}${yes}${space(random)}:${space(random)}${no}`;
}

function object(random, depth) {
  const value = () => expression(random, depth - 1);
  const property = () => random.pick([
    () => `k:${inline(random)}${value()}`,
    () => `"k": ${value()}`,
    () => `[b]: ${value()}`,
    () => random.pick(['name', '...rest', 'm() { return 1; }']),
  ])();
  return brackets(random, '{', random.some(0, 3, property), '}');
}

const array = (random, depth) => brackets(random, '[', random.some(0, 3, () => expression(random, depth - 1)), ']');

function brackets(random, open, items, close) {
  const separator = random.pick([', ', ',', ' , ']);
  if (items.length === 0 || random.chance(0.7)) return open + inline(random) + items.join(separator) + inline(random) + close;
  const comma = random.chance(0.5) ? ',' : '';
  return `${open}${random.pick(BREAK)}${items.join(`${separator.trim()}${random.pick(BREAK)}`)}${comma}${random.pick(BREAK)}${close}`;
}

function arrow(random, depth) {
  const head = random.pick(ARROWS);
  const body = expression(random, depth - 1);
  const result = `return ${operand(body)};`;
  if (head.endsWith('await ') || random.chance(0.7)) return `(${head}${body.startsWith('{') ? `(${body})` : body})`;
  return `(${head}${random.pick(['{}', `{ ${result} }`, `{ f(${body}) }`, `{\n  ${result}\n}`, `{\n f()\n  ${result}\n }`])})`;
}

function template(random, depth) {
  const tag = random.pick(['', 'html', 'str', 'css', 'String.raw', 'html ']);
  const inner = `${gap(random)}${expression(random, depth - 1)}${gap(random)}`;
  return `${tag}\`${random.pick(['', 'x ', '<b>', '\n  '])}\${${inner}}${random.pick(['', '</b>', ' \\n'])}\``;
}

function typed(random, depth) {
  const inner = operand(expression(random, depth - 1));
  const type = random.pick(TYPES);
  return random.pick([`(${inner} as ${type})`, `${inner}!`, `f<${type}>(${inner})`, `(${inner} satisfies ${type})`]);
}

function commented(random, depth) {
  const inner = expression(random, depth - 1);
  return random.pick([
    `f(/* in */ ${inner})`, `f(${inner} /* end */)`, `a /* mid */ + ${operand(inner)}`, `[1 /* one */, ${inner}]`,
  ]);
}

const unary = (random, depth) => random.pick(PREFIXES) + operand(expression(random, depth - 1));
const created = (random, depth) => `new  ${random.pick(['Foo', 'a.B', 'Map<A, B>'])}(${expression(random, depth - 1)})`;
const bracketed = (random, depth) => `(${gap(random)}${expression(random, depth - 1)}${gap(random)})`;

const COMMON = [call, call, chain, chain, binary, conditional];
const RARE = [object, array, arrow, template, typed, commented, unary, created, bracketed];

export function expression(random, depth = 2) {
  if (depth <= 0 || random.chance(0.35)) return random.chance(0.75) ? random.pick(NAMES) : random.pick(LITERALS);
  return random.pick(random.chance(0.6) ? COMMON : RARE)(random, depth);
}

// What stands between `${` and `}`.
export function placeholder(random) {
  const [before, after] = [random.pick(['', '', '', ' ', '\n  ']), random.pick(['', '', '', ' ', '\n'])];
  return `\${${before}${expression(random, random.pick([0, 0, 1, 2, 3]))}${after}}`;
}
