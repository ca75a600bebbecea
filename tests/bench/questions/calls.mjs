// Tools that look for calls with the text itself, on their own ground; glot reads these by the gettext dialect with the
// name of the function as keyword.
import {readFileSync, existsSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {makeCalls} from '../calls.mjs';
import {bytesOf, occurrences, remove, sortOut} from './files.mjs';

const filesOf = (bench) => bench.files ?? 1000;

function configure(folder, settings) {
  writeFileSync(join(folder, 'glot.json'), JSON.stringify({sourceLocale: 'en', dialects: ['gettext'], catalogs: {format: 'json', folder: 'catalogs'}, ...settings}));
}

function ours(bench, folder, of) {
  const units = () => JSON.parse(readFileSync(join(folder, 'catalogs/de.json'), 'utf8')).units.length;
  return [
    {...of, title: 'glot cold', command: [bench.glot, 'extract', '--no-cache'], count: units, forget: remove(folder, 'catalogs')},
    {...of, title: 'glot warm', isWarm: true, command: [bench.glot, 'extract'], count: units},
  ];
}

function prepareGettext(bench) {
  const folder = join(bench.work, 'gettext'), files = filesOf(bench), expected = makeCalls(folder, 'gettext', files);
  configure(folder, {locales: ['de'], sources: ['src/**/*.js']});
  const of = {cwd: folder, bytes: bytesOf(folder), expected};
  const command = 'find src -name "*.js" | xgettext --language=JavaScript --from-code=UTF-8 --keyword=ngettext:1,2 --keyword=pgettext:1c,2 -f - -o out.pot';
  return {
    about: `${files} modules with _(), ngettext() and pgettext(); one catalog is written, by glot in JSON, by xgettext in PO.`,
    ...sortOut([...ours(bench, folder, of),
      // The header is an entry, too.
      {...of, title: 'xgettext', command: ['sh', '-c', command], needs: ['xgettext'], forget: remove(folder, 'out.pot'), count: () => occurrences(join(folder, 'out.pot'), /^msgid /gm) - 1}]),
    ratios: [{title: 'xgettext / glot cold', of: 'xgettext', to: 'glot cold'}],
  };
}

function prepareI18next(bench) {
  const folder = join(bench.work, 'i18next'), files = filesOf(bench), expected = makeCalls(folder, 'i18next', files);
  configure(folder, {locales: ['de', 'fr'], sources: ['src/**/*.tsx'], keywords: ['t']});
  writeFileSync(join(folder, 'package.json'), '{"type": "module"}');
  writeFileSync(join(folder, 'i18next.config.js'), `export default ${JSON.stringify({locales: ['en', 'de'],
    extract: {input: ['src/**/*.tsx'], output: 'locales/{{language}}/{{namespace}}.json', keySeparator: false, nsSeparator: false, pluralSeparator: false, contextSeparator: false, defaultNS: 'translation'}})};\n`);
  const of = {cwd: folder, bytes: bytesOf(folder), expected}, cli = join(bench.own, 'i18next-cli/dist/esm/cli.js'), output = join(folder, 'locales/de/translation.json');
  return {
    about: `${files} React components with t("…"), keys being the texts; both write two catalogs in JSON. glot takes any function that is called t.`,
    ...sortOut([...ours(bench, folder, of), {...of, title: 'i18next-cli', command: ['node', cli, 'extract'], statuses: [0, 1], needs: [cli], forget: remove(folder, 'locales'),
      count: () => (existsSync(output) ? Object.keys(JSON.parse(readFileSync(output, 'utf8'))).length : 0)}]),
    ratios: [{title: 'i18next-cli / glot cold', of: 'i18next-cli', to: 'glot cold'}],
  };
}

function linguiSubject(bench, folder, title, of) {
  const cli = join(bench.runtimes, '@lingui/cli/dist/lingui.js');
  writeFileSync(join(folder, 'lingui.config.js'), `module.exports = {sourceLocale: 'en', locales: ['en', 'de'], catalogs: [{path: 'locales/{locale}', include: ['src']}]};\n`);
  return {...of, title, cwd: folder, command: ['node', cli, 'extract', '--clean'], needs: [cli], forget: remove(folder, 'locales'), count: () => occurrences(join(folder, 'locales/de.po'), /^msgid /gm) - 1};
}

function prepareLingui(bench) {
  const [calls, macros] = ['lingui', 'macros'].map((form) => join(bench.work, form)), files = filesOf(bench);
  const expected = makeCalls(calls, 'lingui', files), written = makeCalls(macros, 'macros', files);
  configure(calls, {locales: ['de', 'fr'], sources: ['src/**/*.tsx'], keywords: ['_']});
  const of = {cwd: calls, bytes: bytesOf(calls), expected};
  return {
    about: `${files} React components with i18n._("…"); two catalogs are written, by glot in JSON, by lingui in PO. The same components with lingui's macros are measured for lingui alone: glot has no dialect for them.`,
    ...sortOut([...ours(bench, calls, of), linguiSubject(bench, calls, 'lingui', of),
      linguiSubject(bench, macros, 'lingui, macros', {bytes: bytesOf(macros), expected: written})]),
    ratios: [{title: 'lingui / glot cold', of: 'lingui', to: 'glot cold'}, {title: 'lingui, macros / glot cold', of: 'lingui, macros', to: 'glot cold'}],
  };
}

export const calls = {gettext: prepareGettext, i18next: prepareI18next, lingui: prepareLingui};
