// What questions ask of files and of programs.
import {execFileSync, spawnSync} from 'node:child_process';
import {existsSync, readFileSync, rmSync} from 'node:fs';
import {join} from 'node:path';

export const isThere = (program) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
export const remove = (...parts) => () => rmSync(join(...parts), {recursive: true, force: true});

/** How often a file says this; 0 where it is not there. */
export const occurrences = (path, pattern) => (existsSync(path) ? (readFileSync(path, 'utf8').match(pattern) ?? []).length : 0);

/** Bytes of the sources below a folder. */
export const bytesOf = (folder) =>
  Number(execFileSync('sh', ['-c', `find "${folder}" -name node_modules -prune -o -type f -regextype posix-extended -regex '.*\\.([cm]?[jt]s|[jt]sx)' ! -name '*.d.ts' -printf '%s\\n' | awk '{n += $1} END {print n + 0}'`], {encoding: 'utf8'}));

/** The subjects whose program is there, and a word on each that is not. */
export function sortOut(subjects) {
  const missing = subjects.filter(({needs}) => needs && !needs.every((what) => (what.startsWith('/') ? existsSync(what) : isThere(what))));
  return {subjects: subjects.filter((subject) => !missing.includes(subject)), leftOut: missing.map(({title}) => `${title}: not installed`)};
}
