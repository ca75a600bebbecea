// Makes sources that mark their texts by calls with the text itself, in the three forms in which other tools look for them:
// `t("…")` in components (i18next), `i18n._("…")` or macros (lingui), `_("…")` with plurals and contexts (gettext). The
// same for the same numbers, on any machine.
import {randomFrom, sentencesOf, words, writeBelow} from './chance.mjs';

const sentence = sentencesOf(words);

const steps = (random) => Array.from({length: 10 + random(30)}, (_, i) => [
  `  // ${sentence(random, 9)}`,
  `  const step${i} = (value: number): number => Math.max(value * ${1 + random(9)}, ${random(1000)}) / ${1 + random(9)};`,
].join('\n'));

const component = (random, number, imports, rows) => `import * as React from "react";
${imports}

export function Component${number}({items, open}: {items: string[]; open: (index: number) => void}) {
${steps(random).join('\n')}
  return (
    <section>
${rows.join('\n')}
    </section>
  );
}
`;

const module = (random, number, imports, rows) => `${imports}

export function texts${number}(items, name) {
${steps(random).join('\n').replaceAll(/: number/g, '')}
  return [
${rows.join('\n')}
  ];
}
`;

// What each form makes of a text: how it is marked, and what makes it one message.
const forms = {
  i18next: {
    extension: 'tsx', imports: 'import {t} from "i18next";', frame: component,
    row: (text, random, i) => (random(3) ? `      <p title={step0(${i}).toFixed(1)}>{t("${text}")}</p>` : `      <button onClick={() => open(${i})}>{t("${text}")}</button>`),
  },
  lingui: {
    extension: 'tsx', imports: 'import {i18n} from "@lingui/core";', frame: component,
    row: (text, random, i) => (random(3) ? `      <p title={step0(${i}).toFixed(1)}>{i18n._("${text}")}</p>` : `      <button onClick={() => open(${i})}>{i18n._("${text}")}</button>`),
  },
  macros: {
    extension: 'tsx', imports: 'import {t} from "@lingui/core/macro";\nimport {Trans} from "@lingui/react/macro";', frame: component,
    row: (text, random, i) => (random(3) ? `      <p title={step0(${i}).toFixed(1)}><Trans>${text}</Trans></p>` : `      <button onClick={() => open(${i})}>{t\`${text}\`}</button>`),
  },
  gettext: {
    extension: 'js', imports: 'import {_, ngettext, pgettext} from "./gettext.js";', frame: module,
    row: (text, random) => [`    _("${text}"),`, `    _("${text}"),`, `    ngettext("%d ${text}", "%d ${text}s", items.length),`, `    pgettext("button", "${text}"),`][random(4)],
  },
};

/** Writes `files` sources of this form below `folder`/src. Gives the number of different messages. */
export function makeCalls(folder, form, files, seed = 42) {
  const {extension, imports, frame, row} = forms[form];
  const random = randomFrom(seed), said = new Set();
  for (let i = 0; i < files; i++) {
    const rows = Array.from({length: 3 + random(9)}, (_, k) => {
      const text = sentence(random, 2 + random(8)), line = row(text, random, k);
      said.add(/ngettext|pgettext/.exec(line) + text);
      return line;
    });
    writeBelow(folder, `src/group${i % 40}/part${i}.${extension}`, frame(random, i, imports, rows));
  }
  return said.size;
}
