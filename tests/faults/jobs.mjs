// The commands that faults are tried on: each with a project of its own, so that all that a command can call is called.
import {readTree} from './trees.mjs';
import {join} from 'node:path';

const own = readTree(join(import.meta.dirname, 'projects/own')), dropIn = readTree(join(import.meta.dirname, 'projects/drop-in'));
// Trees hold bytes.
const files = (...entries) => new Map(entries.map(([path, text]) => [path, Buffer.from(text).toString('latin1')]));
const json = (value) => `${JSON.stringify(value, null, 2)}\n`;
const changed = (tree, ...entries) => new Map([...tree, ...entries]);
const configured = (rest) => changed(own, ['glot.json', json({...JSON.parse(own.get('glot.json')), ...rest})]);

const xliff = (units, target = 'de') =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">\n<file source-language="en" ` +
  `target-language="${target}" original="src" datatype="plaintext">\n<body>\n${units}</body>\n</file>\n</xliff>\n`;
const unit = (id, source, target) => `<trans-unit id="${id}">\n  <source>${source}</source>\n  <target>${target}</target>\n</trans-unit>\n`;
const xliff2 = '<?xml version="1.0"?>\n<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="en" trgLang="de">\n<file id="f">\n' +
  '<unit id="a"><segment><source>Hi <ph id="1"/></source><target>Hallo <ph id="1"/></target></segment></unit>\n</file>\n</xliff>\n';
const po = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: de\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n' +
  '#: a.c:1\nmsgid "Save"\nmsgstr "Speichern"\n\nmsgid "%d file"\nmsgid_plural "%d files"\nmsgstr[0] "%d Datei"\nmsgstr[1] "%d Dateien"\n';
const tmx = '<?xml version="1.0"?>\n<tmx version="1.4"><header creationtool="a" creationtoolversion="1" segtype="block" o-tmf="a" adminlang="en" srclang="en" ' +
  'datatype="plaintext"/><body><tu><tuv xml:lang="en"><seg>Log out</seg></tuv><tuv xml:lang="de"><seg>Abmelden</seg></tuv></tu></body></tmx>\n';
const german = xliff(unit('a', 'Save', 'Sichern') + unit('b', 'Straße “x”', 'Straße „x“') + unit('c', 'Hello <x id="0" equiv-text="${name}"/>', 'Hallo <x id="0" equiv-text="${name}"/>'));
const icu = json({hello: '{n, plural, one {# Datei} other {# Dateien}}', date: '{d, date, ::yMMMd}', plain: 'Straße'});
const bundle = (format, more = {}) => files(
  ['glot.json', json({sourceLocale: 'en', locales: ['de', 'ar'], catalogs: {folder: 'c', syntax: 'icu'}, bundles: {folder: 'out', format, ...more}})],
  ['c/de.xlf', xliff(unit('n', '{n, plural, one {# file} other {# files}}', '{n, plural, one {# Datei} other {# Dateien}}') + unit('s', 'Street', 'Straße'))],
  ['c/ar.xlf', xliff(unit('s', 'Street', 'شارع'), 'ar')]);

const convert = (from, text, to) => ({name: `convert ${from} to ${to}`, tree: files([from, text]), words: ['convert', '--to', to, from, '-o', 'out.x']});

// name, tree, words; `status` where it is not 0; `folder` where the calls at a service's are not ours to count.
export const jobs = [
  {name: 'extract', tree: own, words: ['extract']},
  {name: 'extract drop-in', tree: dropIn, words: ['extract']},
  {name: 'extract --check', tree: own, words: ['extract', '--check'], status: 1},
  {name: 'extract --dry-run', tree: own, words: ['extract', '--dry-run']},
  {name: 'extract with a memory', tree: changed(configured({merge: {memories: ['memory.tmx']}}), ['memory.tmx', tmx]), words: ['extract']},
  {name: 'extract to XLIFF 2', tree: changed(configured({catalogs: {folder: 'catalogs', format: 'xliff2.0'}})), words: ['extract'], status: undefined},
  {name: 'build', tree: own, words: ['build']},
  {name: 'build drop-in', tree: dropIn, words: ['build']},
  {name: 'build with all', tree: configured({bundles: {folder: 'generated', hash: true, split: 'folder', compress: ['gz', 'br'], types: 'generated/messages.d.ts', localeCodes: 'generated/codes.js', fallbacks: true}}), words: ['build']},
  {name: 'build of copies', tree: configured({bundles: {folder: 'generated', format: 'transform'}}), words: ['build']},
  ...['formatjs-ast', 'lingui', 'mo', 'i18next', 'angular'].map((format) => ({name: `build for ${format}`, tree: bundle(format), words: ['build']})),
  {name: 'check', tree: own, words: ['check', '--sources']},
  {name: 'check of files', tree: files(['de.xlf', german], ['de.po', po], ['two.xlf', xliff2], ['g.csv', 'en,de\nSave,Speichern\n']), words: ['check', '--conformance', 'de.xlf', 'de.po', 'two.xlf'], status: undefined},
  {name: 'check for programs', tree: files(['de.xlf', german]), words: ['check', '--format', 'sarif', 'de.xlf'], status: undefined},
  {name: 'status', tree: own, words: ['status']},
  {name: 'status as a page', tree: own, words: ['status', '--html', 'page.html'], unsteady: ['page.html']},
  {name: 'pseudo', tree: own, words: ['pseudo', '--locale', 'en-XA']},
  convert('a.xlf', german, 'xliff2.1'), convert('a.xlf', german, 'po'), convert('a.xlf', german, 'csv'), convert('two.xlf', xliff2, 'json'),
  convert('a.po', po, 'xliff'), convert('a.po', po, 'csv'), convert('a.tmx', tmx, 'json'), convert('a.json', icu, 'xliff2.2'),
  {name: 'merge', tree: files(['a.xlf', german], ['b.xlf', xliff(unit('d', 'Open', 'Öffnen'))]), words: ['merge', 'a.xlf', 'b.xlf']},
  {name: 'merge with a template', tree: files(['a.po', po], ['t.pot', po.replace('Speichern', '').replace(/msgstr\[(.)\] ".*"/g, 'msgstr[$1] ""')]), words: ['merge', 'a.po', '--template', 't.pot'], status: undefined},
  {name: 'help', tree: files(), words: ['help', 'extract']},
  {name: 'explain', tree: files(), words: ['explain', 'file-unreadable']},
  {name: 'completions', tree: files(), words: ['completions', 'bash']},
  {name: 'manual', tree: files(), words: ['manual', '--man']},
  {name: 'schema', tree: files(), words: ['schema']},
];
