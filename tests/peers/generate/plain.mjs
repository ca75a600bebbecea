// Calls that are read from their bytes, and such as are nearly so: expressions as the printer prints them, with a
// blank, a sign or a word here and there that asks for the tree.

const NAMES = 'a b user item type set get of module is any this global object number require constructor arguments undefined await'.split(' ');
const LITERALS = ['""', "'x'", '"a b"', '0', '1', '42', '"${x}"', "'`'", "'//'", '"ä"', "'\\''", '007', '1.5', '-1', 'true', '`t`', '`${a}`'];
const SIGNS = [' || ', ' ?? ', ' && ', ' + ', ' - ', ' * ', ' / ', ' === ', ' !== ', ' < ', '||', ' +  '];
const ODD_CALLS = ['msg("in")', 'msg(str`in ${a}`)', 'amsg("out")', 'a.msg("out")', 'a?.(b)', 'new A(b)', '(a)', 'a!', '{a}', 'a as b', 'a => a'];

// Mostly the first ones, which are plain.
const pick = (random, list, plain) => (random.chance(0.9) ? random.pick(list.slice(0, plain)) : random.pick(list));

function path(random, depth) {
  if (random.chance(0.05)) return random.pick(ODD_CALLS);
  const more = random.some(0, 3, () => {
    if (depth === 0 || random.chance(0.5)) return random.pick(['.', '?.']) + pick(random, NAMES, 10);
    if (random.chance(0.3)) return `[${choice(random, depth - 1)}]`;
    return `(${random.some(0, 3, () => choice(random, depth - 1)).join(pick(random, [', ', ',', ' , '], 1))})`;
  });
  return pick(random, NAMES, 14) + more.join('');
}

const operand = (random, depth) => (random.chance(0.6) ? path(random, depth) : pick(random, LITERALS, 9));

function operation(random, depth, first) {
  const sign = pick(random, SIGNS, 9), more = random.some(0, 2, () => operand(random, depth));
  return [first, ...more].join(random.chance(0.95) ? sign : random.pick(SIGNS));
}

function choice(random, depth, first = operand(random, depth)) {
  const condition = operation(random, depth, first);
  return random.chance(0.85) ? condition : `${condition} ? ${operation(random, depth, operand(random, depth))} : ${operation(random, depth, operand(random, depth))}`;
}

const expression = (random) => (random.chance(0.95) ? choice(random, 2, path(random, 2)) : choice(random, 2));

export function plainCall(random, unique) {
  const text = () => unique() + random.pick(['', ' ', '.', ' <b>x</b> ', '\n']);
  if (random.chance(0.3)) return `msg(${random.pick(['"a\\"b', "'a\\'b\\n", '"\\\\', "'\\`", '"\\t', "'\\u0041"]).replace(/^(.)(.*)/s, (_, quote, rest) => quote + rest + unique() + quote)}, {desc: '\\'d'})`;
  return `msg(${random.pick(['str', 'str', 'html'])}\`${text()}\${${expression(random)}}${text()}\${${expression(random)}}\`)`;
}
