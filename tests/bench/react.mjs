// Makes React sources marked for FormatJS, of a real application's sizes: the same for the same numbers, on any machine.
import {join} from 'node:path';
import {randomFrom, sentencesOf, words, writeBelow} from './chance.mjs';

const sentence = sentencesOf(words);

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

/** Writes `files` sources below `folder`; gives their paths, and the number of messages, each of which has an id of its own. */
export function makeReact(folder, files, seed = 42) {
  const random = randomFrom(seed);
  let messages = 0;
  const paths = Array.from({length: files}, (_, i) => {
    const path = `src/group${i % 40}/component${i}.tsx`, text = component(random, i);
    messages += text.match(/defaultMessage/g).length;
    writeBelow(folder, path, text);
    return join(folder, path);
  });
  return {paths, messages};
}
