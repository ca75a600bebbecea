// Synthetic catalogs, the same ones on every machine: XLIFF 1.2 and 2.0, and PO. 70 % of the units are translated, 7 %
// have a placeholder. Beside them stand the templates of the next extraction: the same units, of which every fiftieth
// has a text with one word changed.
//
//   node tests/bench/catalog.mjs FOLDER [UNITS]

import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';

const syllables = 'ba de fi go ku la me ni po ra se ti vo wa xe yu za bro cle dra fle gri plo sta tre'.split(' ');

// Numerical Recipes' generator: no two machines differ.
function makeRandom(seed) {
  let state = seed;
  return (below) => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0, (state >>> 8) % below);
}

function makeWords(random, count) {
  return Array.from({length: count}, () => Array.from({length: 1 + random(3)}, () => syllables[random(syllables.length)]).join(''));
}

// Few words are said often, as in any language.
const text = (random, words, count) => Array.from({length: count}, () => words[random(1 + random(words.length))]);

function makeUnits(count) {
  const random = makeRandom(20);
  const words = makeWords(random, 4000);
  return Array.from({length: count}, (_, i) => {
    const source = text(random, words, 4 + random(8));
    const target = random(10) < 7 ? text(random, words, source.length) : null;
    const next = [...source];
    if (i % 50 === 0) next[random(next.length)] = `changed${i}`;
    // The number makes each text one of a kind, as msgids must be.
    return {id: `unit${i}`, source, target, next, number: i, hasCode: random(100) < 7};
  });
}

const join12 = (words, unit) => `${words.join(' ')} ${unit.number}${unit.hasCode ? ' <x id="0" equiv-text="${this.count}"/>' : ''}`;
const join20 = (words, unit) => `${words.join(' ')} ${unit.number}${unit.hasCode ? ' <ph id="1" dataRef="d1"/>' : ''}`;
const joinPo = (words, unit) => `${words.join(' ')} ${unit.number}${unit.hasCode ? ' {count}' : ''}`;

function xliff12(units, words, withTargets) {
  const body = units.map((unit) => {
    const target = withTargets && unit.target ? `\n    <target>${join12(unit.target, unit)}</target>` : '';
    return `  <trans-unit id="${unit.id}">\n    <source>${join12(words(unit), unit)}</source>${target}\n  </trans-unit>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">\n` +
    `<file target-language="de" source-language="en" original="lit-localize-inputs" datatype="plaintext">\n<body>\n` +
    `${body.join('')}</body>\n</file>\n</xliff>\n`;
}

function xliff20(units, words, withTargets) {
  const body = units.map((unit) => {
    const data = unit.hasCode ? '   <originalData><data id="d1">${this.count}</data></originalData>\n' : '';
    const target = withTargets && unit.target ? `<target>${join20(unit.target, unit)}</target>` : '';
    return `  <unit id="${unit.id}">\n${data}   <segment><source>${join20(words(unit), unit)}</source>${target}</segment>\n  </unit>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" ` +
    `srcLang="en"${withTargets ? ' trgLang="de"' : ''}>\n <file id="f1">\n${body.join('')} </file>\n</xliff>\n`;
}

function po(units, words, withTargets) {
  const language = withTargets ? 'Language: de\\n"\n"' : '';
  const entries = units.map((unit) => {
    const target = withTargets && unit.target ? joinPo(unit.target, unit) : '';
    return `\n#: src/file${unit.number % 500}.ts:${unit.number}\nmsgid "${joinPo(words(unit), unit)}"\nmsgstr "${target}"\n`;
  });
  return `msgid ""\nmsgstr ""\n"Project-Id-Version: bench\\n"\n"${language}MIME-Version: 1.0\\n"\n` +
    `"Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n${entries.join('')}`;
}

// big12.xlf, big20.xlf and big.po; next12.xlf, next20.xlf and next.pot with 2 % changed; same.pot with nothing changed.
export function makeCatalogs(folder, count = 100000) {
  const units = makeUnits(count), now = (unit) => unit.source, next = (unit) => unit.next;
  mkdirSync(folder, {recursive: true});
  const files = {
    'big12.xlf': xliff12(units, now, true), 'big20.xlf': xliff20(units, now, true), 'big.po': po(units, now, true),
    'next12.xlf': xliff12(units, next, false), 'next20.xlf': xliff20(units, next, false), 'next.pot': po(units, next, false),
    'same.pot': po(units, now, false),
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.length < 3) {
    console.error('usage: catalog.mjs FOLDER [UNITS]');
    process.exit(2);
  }
  makeCatalogs(process.argv[2], Number(process.argv[3] ?? 100000));
}
