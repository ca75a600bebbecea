// A folder of cases becomes a project, both tools build it for each locale, and esbuild makes a module of each that Node can load.
import {spawnSync} from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import {pathToFileURL} from 'node:url';
import esbuild from 'esbuild';
import 'lit';
import {MODULES, runPeer} from '../lib/peer.mjs';
import {translations} from './translations.mjs';

customElements.define = () => {}; // each element is there once for each locale and tool

export const SOURCE_LOCALE = 'en', TARGET_LOCALES = ['de', 'fr'], LOCALES = [SOURCE_LOCALE, ...TARGET_LOCALES];

const TS_OPTIONS = {
  target: 'es2022', module: 'esnext', moduleResolution: 'bundler', lib: ['es2022', 'dom', 'dom.iterable'], strict: true, skipLibCheck: true, types: [],
  experimentalDecorators: true, useDefineForClassFields: false, rootDir: './src', outDir: './unused',
};

function configuration(isTypeScript) {
  return {
    $schema: '',
    sourceLocale: SOURCE_LOCALE,
    targetLocales: TARGET_LOCALES,
    ...(isTypeScript ? {tsConfig: 'tsconfig.json'} : {inputFiles: ['src/**/*.js']}),
    interchange: {format: 'xliff', xliffDir: 'xliff'},
    output: {mode: 'transform', outputDir: 'out'},
  };
}

export function readSources(folder) {
  return new Map(fs.readdirSync(folder).sort().map((name) => [name, fs.readFileSync(path.join(folder, name), 'utf8')]));
}

function writeProject(folder, sources, isTypeScript) {
  fs.mkdirSync(path.join(folder, 'src'), {recursive: true});
  for (const [name, text] of sources) fs.writeFileSync(path.join(folder, 'src', name), text);
  fs.writeFileSync(path.join(folder, 'lit-localize.json'), JSON.stringify(configuration(isTypeScript)));
  if (isTypeScript) fs.writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify({compilerOptions: TS_OPTIONS, include: ['src']}));
}

// ---- catalogs

const escapeXml = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/\r/g, '&#13;');

// A translation of the table, with the placeholders of the source.
function written(text, source) {
  const codes = source.match(/<x [^>]*\/>/g) ?? [];
  return text.split(/\{(\d+)\}/).map((piece, i) => (i % 2 ? codes[Number(piece)] : escapeXml(piece))).join('');
}

// `choose` gives {de, fr} of a unit: a text, null for none, or nothing said.
export function translate(folder, choose = (id) => translations[id]) {
  for (const locale of TARGET_LOCALES) {
    const file = path.join(folder, 'xliff', `${locale}.xlf`);
    const catalog = fs.readFileSync(file, 'utf8').replace(/(<trans-unit id="([^"]*)">\s*<source>([^]*?)<\/source>)/g, (all, unit, id, source) => {
      const chosen = choose(id, source)?.[locale];
      if (chosen !== undefined) return chosen === null ? unit : `${unit}\n  <target>${written(chosen, source)}</target>`;
      return locale === 'de' ? `${unit}\n  <target>[${source}]</target>` : unit;
    });
    fs.writeFileSync(file, catalog);
  }
}

// ---- tools

async function peer(folder, command) {
  const {status, stderr} = await runPeer(folder, [command]);
  if (status !== 0) throw new Error(`the peer ends with ${status}\n${stderr}`);
}

function glot(folder) {
  const {status, stderr} = spawnSync(process.env.GLOT, ['build'], {cwd: folder, encoding: 'utf8'});
  if (status !== 0) throw new Error(`glot ends with ${status}\n${stderr}`);
}

// The cases of a folder as one module, {file: {case: function}}, and what they import.
export async function load(folder, names, bundle) {
  const stem = (name) => name.replace(/\.[jt]s$/, '');
  const modules = names.filter((name) => fs.existsSync(path.join(folder, name)) || fs.existsSync(path.join(folder, name.replace(/ts$/, 'js'))));
  if (modules.length !== names.length) throw new Error(`${folder} lacks ${names.filter((name) => !modules.includes(name))}`);
  const {metafile} = await esbuild.build({
    stdin: {contents: modules.map((name) => `export * as ${JSON.stringify(stem(name))} from './${stem(name)}';`).join('\n'), resolveDir: folder, loader: 'js'},
    bundle: true, format: 'esm', platform: 'node', packages: 'external', outfile: bundle, logLevel: 'silent', metafile: true,
    tsconfigRaw: {compilerOptions: {experimentalDecorators: true, useDefineForClassFields: false, target: 'es2022', verbatimModuleSyntax: false}},
  });
  return {cases: await import(pathToFileURL(bundle)), imports: importsOfLibrary(metafile)};
}

// The modules of the library that each file still imports.
function importsOfLibrary(metafile) {
  const names = Object.entries(metafile.inputs).map(([file, {imports}]) =>
    [path.basename(file).replace(/\.[jt]s$/, ''), [...new Set(imports.map((one) => one.path).filter((name) => name.startsWith('@lit/localize')))].sort()]);
  return Object.fromEntries(names.filter(([file]) => !file.includes('stdin')));
}

// Builds sources below `base` by both tools: {peer: {en, de, fr}, glot: {…}, source: {en}}, each what `load` gives of a locale. The last
// are the sources as they are, where `msg` gives what it is given; without those of `configured`, which cannot run twice.
export async function buildProject(base, name, sources, {isTypeScript, choose = (id) => translations[id], configured = [], withGlot = true}) {
  const sides = Object.fromEntries(['peer', 'glot'].map((side) => [side, path.join(base, side, name)]));
  const bundle = (side, locale) => path.join(base, 'bundles', `${name}-${side}-${locale}.mjs`);
  const names = [...sources.keys()].filter((file) => !file.startsWith('passed-on') && !file.startsWith('types'));
  writeProject(sides.peer, sources, isTypeScript);
  await peer(sides.peer, 'extract');
  translate(sides.peer, choose);
  writeProject(sides.glot, sources, isTypeScript);
  fs.cpSync(path.join(sides.peer, 'xliff'), path.join(sides.glot, 'xliff'), {recursive: true});
  await peer(sides.peer, 'build');
  if (withGlot) glot(sides.glot);
  const loaded = {source: {en: await load(path.join(sides.peer, 'src'), names.filter((file) => !configured.includes(file)), bundle('source', 'en'))}};
  for (const side of withGlot ? ['peer', 'glot'] : ['peer']) {
    loaded[side] = {};
    for (const locale of LOCALES)
      loaded[side][locale] = await load(path.join(sides[side], 'out', locale), names, bundle(side, locale));
  }
  return loaded;
}

// Only the peer, and what runs at the end, can see what is installed: glot has to do without.
export function linkModules(base) {
  for (const folder of ['peer', 'bundles']) {
    fs.mkdirSync(path.join(base, folder));
    fs.symlinkSync(MODULES, path.join(base, folder, 'node_modules'));
  }
}
