// Tools that people use on catalogs.
import {existsSync, mkdirSync, readdirSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {makeCatalogs} from '../catalog.mjs';
import {occurrences, remove, sortOut} from './files.mjs';

const fine = [0, 1]; // findings are no failure

// The folder with made catalogs: the same for both questions.
function catalogs(bench) {
  const folder = join(bench.work, 'catalogs');
  if (!existsSync(folder)) {
    mkdirSync(folder);
    makeCatalogs(folder, bench.units);
  }
  return folder;
}

const rowIn = (folder, input) => ({cwd: folder, bytes: statSync(join(folder, input)).size, statuses: fine});

function preparePo(bench) {
  const folder = catalogs(bench), base = rowIn(folder, 'big.po'), {glot, units: expected} = bench;
  const row = (title, command, needs, of) => ({...base, title, command, needs, ...of});
  const merge = (title, command, output, needs, of) => row(title, command, needs, {expected, forget: remove(folder, output), count: () => occurrences(join(folder, output), /^msgid /gm) - 1, ...of});
  return {
    about: `A PO file of ${expected.toLocaleString('en')} entries, of which 70 % are translated; merging brings in a template without changes, and one in which a word of each fiftieth text changed (fuzzy).`,
    ...sortOut([
      row('glot check', [glot, 'check', 'big.po']),
      row('msgfmt --check', ['msgfmt', '--check', '-o', '/dev/null', 'big.po'], ['msgfmt']),
      row('pofilter', ['pofilter', '--progress=none', 'big.po', 'filtered.po'], ['pofilter']),
      merge('glot merge, exact', [glot, 'merge', 'big.po', '--template', 'same.pot', '--fuzzy', '0', '-o', 'exact.po'], 'exact.po'),
      merge('msgmerge -N', ['msgmerge', '-q', '-N', '-o', 'exact-peer.po', 'big.po', 'same.pot'], 'exact-peer.po', ['msgmerge']),
      merge('glot merge, fuzzy', [glot, 'merge', 'big.po', '--template', 'next.pot', '-o', 'fuzzy.po'], 'fuzzy.po'),
      merge('msgmerge', ['msgmerge', '-q', '-o', 'fuzzy-peer.po', 'big.po', 'next.pot'], 'fuzzy-peer.po', ['msgmerge'], {once: true}),
    ]),
    ratios: [
      {title: 'pofilter / glot check', of: 'pofilter', to: 'glot check', least: 10},
      {title: 'msgfmt --check / glot check', of: 'msgfmt --check', to: 'glot check'},
      {title: 'msgmerge -N / glot merge, exact', of: 'msgmerge -N', to: 'glot merge, exact', least: 8},
      {title: 'msgmerge / glot merge, fuzzy', of: 'msgmerge', to: 'glot merge, fuzzy', least: 25},
    ],
  };
}

// What lit-localize does with a catalog before and after it looks at it.
const xmldom = (peers) => `import {createRequire} from 'node:module';
import {readFileSync, writeFileSync} from 'node:fs';
const {DOMParser, XMLSerializer} = createRequire(${JSON.stringify(join(peers, 'x.js'))})('@xmldom/xmldom');
const document = new DOMParser().parseFromString(readFileSync(process.argv[2], 'utf8'), 'application/xml');
if (process.argv[3]) writeFileSync(process.argv[3], new XMLSerializer().serializeToString(document));
`;

function catalogsBelow(folder) {
  return readdirSync(folder, {withFileTypes: true, recursive: true}).filter((entry) => entry.isFile() && entry.name.endsWith('.xlf')).map((entry) => join(entry.parentPath ?? entry.path, entry.name)).sort();
}

// Real catalogs lie beside the repository, where they do.
function realSubjects({glot, root}) {
  const folder = [join(root, '../shared/xliff/dev'), join(process.env.GLOT_SHARED ?? '/nowhere', 'xliff/dev')].find(existsSync);
  if (!folder) return {subjects: [], leftOut: ['real catalogs: ../shared/xliff/dev is not there'], count: 0};
  const paths = catalogsBelow(folder), of = {cwd: folder, files: paths.length, bytes: paths.reduce((sum, path) => sum + statSync(path).size, 0), statuses: [0, 1, 3]};
  return {subjects: [{...of, title: 'glot check, real files', command: [glot, 'check', ...paths]}, {...of, title: 'xmllint --sax, real files', command: ['xmllint', '--noout', '--sax', ...paths], needs: ['xmllint']}], leftOut: []};
}

function prepareXliff(bench) {
  const folder = catalogs(bench), {glot, units: expected, peers} = bench, script = join(folder, 'xmldom.mjs'), real = realSubjects(bench);
  writeFileSync(script, xmldom(peers));
  const row = (version, title, command, needs, of) => ({...rowIn(folder, `big${version}.xlf`), files: 1, title: `${title} ${version === 12 ? '1.2' : '2.0'}`, command, needs, ...of});
  const output = (name, pattern) => ({expected, forget: remove(folder, name), count: () => occurrences(join(folder, name), pattern)});
  const {subjects, leftOut} = sortOut([
    row(12, 'glot check', [glot, 'check', 'big12.xlf']),
    row(12, 'xmllint --sax', ['xmllint', '--noout', '--sax', 'big12.xlf'], ['xmllint']),
    row(12, 'xmldom, read', ['node', script, 'big12.xlf'], [join(peers, '@xmldom/xmldom')]),
    row(20, 'glot check', [glot, 'check', 'big20.xlf']),
    row(20, 'xmllint --sax', ['xmllint', '--noout', '--sax', 'big20.xlf'], ['xmllint']),
    row(12, 'glot merge', [glot, 'merge', 'big12.xlf', '--template', 'next12.xlf', '-o', 'fuzzy12.xlf'], [], output('fuzzy12.xlf', /<trans-unit/g)),
    row(12, 'xmldom, read and write', ['node', script, 'big12.xlf', 'peer12.xlf'], [join(peers, '@xmldom/xmldom')], output('peer12.xlf', /<trans-unit/g)),
    row(20, 'glot merge', [glot, 'merge', 'big20.xlf', '--template', 'next20.xlf', '-o', 'fuzzy20.xlf'], [], output('fuzzy20.xlf', /<unit/g)),
    ...real.subjects,
  ]);
  return {
    about: `XLIFF files of ${expected.toLocaleString('en')} units, of which 70 % are translated; merging brings in a template in which a word of each fiftieth text changed. xmllint only proves that the file is well-formed.`,
    subjects, leftOut: [...leftOut, ...real.leftOut],
    ratios: [
      {title: 'glot check / xmllint, 1.2', of: 'glot check 1.2', to: 'xmllint --sax 1.2', most: 10},
      {title: 'glot check / xmllint, 2.0', of: 'glot check 2.0', to: 'xmllint --sax 2.0', most: 10},
      {title: 'xmldom, read / glot check, 1.2', of: 'xmldom, read 1.2', to: 'glot check 1.2'},
      {title: 'xmldom, read and write / glot merge, 1.2', of: 'xmldom, read and write 1.2', to: 'glot merge 1.2'},
      {title: 'glot check / xmllint, real files', of: 'glot check, real files', to: 'xmllint --sax, real files', most: 10},
    ],
  };
}

export const catalogQuestions = {po: preparePo, xliff: prepareXliff};
