// Folders as maps: path → text, byte for byte. What glot keeps for itself does not count.
import {mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';

export function readTree(folder, prefix = '', tree = new Map()) {
  for (const entry of readdirSync(join(folder, prefix), {withFileTypes: true})) {
    const path = prefix ? `${prefix}/${entry.name}` : entry.name;
    if (entry.isDirectory()) readTree(folder, path, tree);
    else if (entry.isFile() && !isOfCache(path)) tree.set(path, readFileSync(join(folder, path), 'latin1'));
  }
  return tree;
}

export function writeTree(folder, tree) {
  rmSync(folder, {recursive: true, force: true});
  for (const [path, text] of tree) {
    mkdirSync(dirname(join(folder, path)), {recursive: true});
    writeFileSync(join(folder, path), text, 'latin1');
  }
}

export const isSame = (a, b) => a.size === b.size && [...a].every(([path, text]) => b.get(path) === text);
export const without = (tree, test) => new Map([...tree].filter(([path]) => !test(path)));
export const isOfCache = (path) => /(^|\/)\.glot\/((cache|sources)(\.new)?|\.gitignore)$/.test(path);
export const isTemporary = (path) => /(^|\/)\.glot-[^/]+$/.test(path);
