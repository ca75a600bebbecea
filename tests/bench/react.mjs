// Makes React sources marked for FormatJS, of a real application's sizes: the same for the same numbers, on any machine.
import {mkdirSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';

const words = 'account active address amount basket browse change confirm country coupon customer delete delivery discount edit invoice letter name order payment postcode price product quantity receipt remove return save search send status total'.split(' ');

function randomFrom(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return (state >>> 8) % below;
  };
}

const sentence = (random, count) => Array.from({length: count}, () => words[random(words.length)]).join(' ');

function component(random, number) {
  const steps = Array.from({length: 10 + random(30)}, (_, i) => [
    `  // ${sentence(random, 9)}`,
    `  const step${i} = (value: number): number => Math.max(value * ${1 + random(9)}, ${random(1000)}) / ${1 + random(9)};`,
  ].join('\n'));
  const rows = Array.from({length: 4 + random(9)}, (_, i) => (random(2)
    ? `      <p><FormattedMessage id="m${number}.${i}" defaultMessage="${sentence(random, 2 + random(8))}" /></p>`
    : `      <div onClick={() => open(${i})} title={"${sentence(random, 3)}"}>{items.length + step0(${i})}</div>`));
  return `import * as React from "react";
import {FormattedMessage, defineMessages} from "react-intl";

const messages = defineMessages({
  title: {id: "m${number}.title", defaultMessage: "${sentence(random, 4)} {count, plural, one {# item} other {# items}}"},
});

export function Component${number}({items, open}: {items: string[]; open: (index: number) => void}) {
${steps.join('\n')}
  return (
    <section title={messages.title.id}>
${rows.join('\n')}
    </section>
  );
}
`;
}

/** Writes `files` sources below `folder`, and gives their paths. */
export function makeReact(folder, files, seed = 42) {
  const random = randomFrom(seed);
  return Array.from({length: files}, (_, i) => {
    const path = join(folder, `src/group${i % 40}/component${i}.tsx`);
    mkdirSync(dirname(path), {recursive: true});
    writeFileSync(path, component(random, i));
    return path;
  });
}
