// A project and the place where people translate it, with work on both sides since they last met.
import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';

const app = (messages) => `import {msg, str} from '@lit/localize';\nexport const texts = (user) => [\n${messages.map((text) => `  msg(${text}),\n`).join('')}];\n`;
const kept = ['str`Hello ${user.name}!`', "'Save'", "'Log out'", "'Cancel'", "'Open'"];
const before = app([...kept, "'Gone'", "'Settings', {id: 'settings'}"]);
const after = app([...kept, "'Print'", "'Preferences', {id: 'settings'}"]);

// Each is [locale, source, translation].
export const common = [
  ['de', 'Save', 'Speichern'], ['de', 'Cancel', 'Abbrechen'], ['de', 'Settings', 'Einstellungen'],
  ['fr', 'Save', 'Enregistrer'], ['fr', 'Gone', 'Parti'],
];
export const here = [['de', 'Cancel', 'Verwerfen'], ['fr', 'Log out', 'Se déconnecter'], ['es', 'Open', 'Abrir']];
export const there = [['de', 'Save', 'Sichern'], ['fr', 'Open', 'Ouvrir'], ['es', 'Cancel', 'Cancelar']];
export const locales = ['de', 'fr', 'es'];

// XLIFF 1.2 with that translation.
export function translated(xliff, source, translation) {
  const unit = new RegExp(`(<source>${source}</source>\\n)( *<target[^>]*>[^<]*</target>\\n)?`);
  if (!unit.test(xliff)) throw new Error(`no catalog has "${source}"`);
  return xliff.replace(unit, (_, head) => `${head}  <target>${translation}</target>\n`);
}

export function makeProject(folder, sync) {
  mkdirSync(join(folder, 'src'), {recursive: true});
  const config = {sourceLocale: 'en', locales, sources: ['src/*.ts'], catalogs: {folder: 'xliff'}, sync};
  writeFileSync(join(folder, 'glot.json'), JSON.stringify(config, null, 2));
  writeFileSync(join(folder, 'src/app.ts'), before);
}

export const changeSource = (folder) => writeFileSync(join(folder, 'src/app.ts'), after);
