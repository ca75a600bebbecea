import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {makeApplication} from '../application.mjs';
import {makeReact} from '../react.mjs';
import {litSubjects} from './lit.mjs';
import {bytesOf, occurrences, remove, sortOut} from './files.mjs';

/** FormatJS' command line, and its Rust core called from Node; also what growth measures. */
export function formatjsSubjects(bench, folder, files, of = {}) {
  const {paths, messages: expected} = makeReact(folder, files), cli = join(bench.runtimes, '@formatjs/cli/bin/formatjs');
  writeFileSync(join(folder, 'list.json'), JSON.stringify(paths));
  const base = {cwd: folder, bytes: bytesOf(folder), expected, forget: remove(folder, 'out.json'), count: () => occurrences(join(folder, 'out.json'), /"defaultMessage"/g), ...of};
  const core = 'require("fs").writeFileSync("out.json", require(process.argv[1]).extract(JSON.parse(require("fs").readFileSync("list.json")), {}))';
  return sortOut([
    {...base, title: 'formatjs (CLI)', command: ['node', cli, 'extract', 'src/**/*.tsx', '--out-file', 'out.json'], needs: [cli], isSlow: true},
    {...base, title: 'formatjs (Rust core)', command: ['node', '-e', core, bench.native], needs: [bench.native]},
  ]);
}

export function prepare(bench) {
  const files = bench.files ?? 2000, lit = join(bench.work, 'formatjs-lit');
  const expected = makeApplication(lit, files), theirs = formatjsSubjects(bench, join(bench.work, 'formatjs'), files);
  const ours = litSubjects(bench, lit, {bytes: bytesOf(lit), expected}).subjects.filter(({title}) => title.startsWith('glot cold'))
    .map((subject) => ({...subject, title: 'glot cold, Lit sources'}));
  return {
    about: `${files} sources in React for FormatJS, and as many in Lit for glot, which has no dialect for FormatJS: each on its own ground. glot also writes catalogs of 17 locales, FormatJS one file; times include the start of Node.`,
    subjects: [...ours, ...theirs.subjects], leftOut: theirs.leftOut,
    ratios: [
      {title: 'formatjs (CLI) / glot cold', of: 'formatjs (CLI)', to: 'glot cold, Lit sources'},
      {title: 'formatjs (Rust core) / glot cold', of: 'formatjs (Rust core)', to: 'glot cold, Lit sources'},
    ],
  };
}
