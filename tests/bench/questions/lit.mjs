import {cpSync, existsSync, readFileSync, symlinkSync, writeFileSync} from 'node:fs';
import {execFileSync} from 'node:child_process';
import {join} from 'node:path';
import {makeApplication} from '../application.mjs';
import {bytesOf, occurrences, remove, sortOut} from './files.mjs';

const kinds = ['--no-ignore', '-g', '*.ts', '-g', '*.js', '-g', '!*.d.ts', '-g', '!node_modules', '-g', '!*.json'];

// lit-localize has catalogs of its own: it writes them anew each time, and glot would have to look at them.
function configurePeer(project) {
  const configuration = JSON.parse(readFileSync(join(project, 'lit-localize.json'), 'utf8'));
  if (configuration.interchange.xliffDir) configuration.interchange.xliffDir = './xliff-of-lit-localize/';
  writeFileSync(join(project, 'peer.json'), JSON.stringify(configuration));
}

// Somebody saves a source, and says nothing new in it.
function editOf(project, list) {
  const path = join(project, readFileSync(list, 'utf8').split('\n').find((name) => name.endsWith('.ts'))), text = readFileSync(path);
  let times = 0;
  return () => writeFileSync(path, `${text}// ${times++}\n`);
}

/** glot, lit-localize, rg and cat over one application; also what growth measures. */
export function litSubjects(bench, project, of) {
  const list = `${project}.list`;
  writeFileSync(list, execFileSync('rg', ['--files', ...kinds, '.'], {cwd: project, maxBuffer: 1 << 28}));
  const peer = join(bench.peers, '@lit/localize-tools/bin/lit-localize.js');
  configurePeer(project);
  const catalogs = (name) => ({count: () => occurrences(join(project, name, 'de.xlf'), /<trans-unit/g), forget: remove(project, name)});
  const {count, forget} = bench.tree ? {} : catalogs('xliff'), peers = bench.tree ? {} : catalogs('xliff-of-lit-localize');
  const base = {cwd: project, ...of};
  return sortOut([
    {...base, title: 'glot cold', command: [bench.glot, 'extract', '--no-cache'], count, forget},
    {...base, title: 'glot warm', isWarm: true, command: [bench.glot, 'extract'], count},
    {...base, title: 'glot, one file changed', isWarm: true, before: editOf(project, list), command: [bench.glot, 'extract'], count},
    {...base, title: 'lit-localize', command: ['node', peer, 'extract', '--config', 'peer.json'], ...peers, needs: [peer], isSlow: true},
    {...base, title: 'rg -c', command: ['rg', '-c', 'msg\\(', ...kinds, '.'], needs: ['rg']},
    {...base, title: 'rg -c, catalogs too', command: ['rg', '-c', 'msg\\(', ...kinds, '-g', '*.xlf', '.'], needs: ['rg']},
    {...base, title: 'cat', command: ['sh', '-c', `xargs -d '\\n' cat <"${list}" >/dev/null`]},
  ]);
}

export function prepare(bench) {
  const project = join(bench.work, 'lit'), files = bench.files ?? 800;
  let expected;
  if (bench.tree) cpSync(bench.tree, project, {recursive: true, verbatimSymlinks: true});
  else expected = makeApplication(project, files);
  if (!existsSync(join(project, 'node_modules'))) symlinkSync(bench.peers, join(project, 'node_modules'));
  return {
    about: bench.tree ? `The Lit application ${bench.tree}.` : `A Lit application of ${files} files; catalogs of 17 locales are read, and written where they change. rg looks for the marker in the sources, and once in these catalogs, too, so that it reads what glot reads.`,
    ...litSubjects(bench, project, {bytes: bytesOf(project), expected}),
    ratios: [
      {title: 'glot cold / rg -c', of: 'glot cold', to: 'rg -c', most: 1.5},
      {title: 'glot cold / rg -c, catalogs too', of: 'glot cold', to: 'rg -c, catalogs too', most: 1.5},
      {title: 'glot warm / rg -c', of: 'glot warm', to: 'rg -c', most: 0.5},
      {title: 'glot, one file changed / glot cold', of: 'glot, one file changed', to: 'glot cold', on: 'cpu'},
      {title: 'lit-localize / glot cold', of: 'lit-localize', to: 'glot cold', least: 200},
      {title: 'glot cold / cat', of: 'glot cold', to: 'cat'},
    ],
  };
}
