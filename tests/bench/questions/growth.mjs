// How cost grows with the number of sources. Measured size by size, so that a peer that would need minutes is left out.
import {symlinkSync} from 'node:fs';
import {join} from 'node:path';
import {makeApplication} from '../application.mjs';
import {takeTurns} from '../turns.mjs';
import {bytesOf} from './files.mjs';
import {formatjsSubjects} from './formatjs.mjs';
import {litSubjects} from './lit.mjs';

const patience = 60; // seconds that one run of a peer may take

function application(bench, name, files, speaking) {
  const folder = join(bench.work, `${name}-${files}`), expected = makeApplication(folder, files, speaking);
  symlinkSync(bench.peers, join(folder, 'node_modules'));
  return litSubjects(bench, folder, {files, bytes: bytesOf(join(folder, 'src')), expected});
}

// The same number of messages in more and more files: only what does not speak grows.
function silentSubjects(bench, files, first) {
  return application(bench, 'silent', files, first).subjects.filter(({title}) => title === 'glot cold').map((subject) => ({...subject, title: 'glot cold, messages constant'}));
}

function sizeOf(bench, files, first, before) {
  const lit = application(bench, 'growth', files, files), react = formatjsSubjects(bench, join(bench.work, `growth-react-${files}`), files, {files});
  const subjects = [...lit.subjects, ...react.subjects, ...silentSubjects(bench, files, first)];
  const lasts = (title) => (before.find((row) => row.subject === title && row.files * 10 === files)?.wall ?? 0) * 10;
  const isOut = ({title, isSlow}) => isSlow && (lasts(title) > patience || (files > first && !before.some((row) => row.subject === title && row.files * 10 === files)));
  const leftOut = subjects.filter(isOut).map(({title}) => `${title} on ${files.toLocaleString('en')} files, which would take more than ${patience} s`);
  const turns = takeTurns(bench, subjects.filter((subject) => !isOut(subject)).map((subject) => ({...subject, once: lasts(subject.title) > patience / 3})));
  return {rows: turns.rows, leftOut: [...leftOut, ...turns.leftOut, ...lit.leftOut, ...react.leftOut]};
}

export function measure(bench) {
  const first = bench.files ?? 1000, sizes = [1, 10, 100].filter((scale) => scale <= bench.scale).map((scale) => scale * first);
  const rows = [], leftOut = [];
  for (const files of sizes) {
    const size = sizeOf(bench, files, first, rows);
    rows.push(...size.rows);
    leftOut.push(...size.leftOut);
  }
  const last = sizes.at(-1), times = last / first;
  const ratios = [
    ...sizes.slice(1).map((files) => ({title: `glot cold, cost a file: ${files.toLocaleString('en')} / ${(files / 10).toLocaleString('en')} files`, of: ['glot cold', files], to: ['glot cold', files / 10], per: 10, on: 'cpu', most: 1.25})),
    {title: `glot cold, messages constant: ${last.toLocaleString('en')} / ${first.toLocaleString('en')} files`, of: ['glot cold, messages constant', last], to: ['glot cold, messages constant', first], on: 'rss'},
    ...sizes.map((files) => ({title: `glot, one file changed / glot cold, ${files.toLocaleString('en')} files`, of: ['glot, one file changed', files], to: ['glot cold', files], on: 'cpu'})),
    ...sizes.flatMap((files) => [['rg -c', 'most', 1.5], ['lit-localize'], ['formatjs (Rust core)']].map(([peer]) => (peer === 'rg -c'
      ? {title: `glot cold / rg -c, ${files.toLocaleString('en')} files`, of: ['glot cold', files], to: [peer, files], most: 1.5}
      : {title: `${peer} / glot cold, ${files.toLocaleString('en')} files`, of: [peer, files], to: ['glot cold', files]}))),
  ].filter(({of, to}) => times > 1 || String(of) !== String(to));
  return {
    about: `Lit applications of ${sizes.map((files) => files.toLocaleString('en')).join(', ')} files with 17 catalogs, and as many React sources for FormatJS. In "messages constant" only the first ${first.toLocaleString('en')} files have messages.`,
    rows, leftOut, ratios,
  };
}
