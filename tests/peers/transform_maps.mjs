#!/usr/bin/env node
// Source maps of transform mode, behind those of esbuild: in each locale, Node tells the place in the source of every call in the
// stack of an error, whatever the translations did to lines and columns in front of it.
//
//     node transform_maps.mjs
import {spawnSync} from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import esbuild from 'esbuild';
import {conclude, glot, scratch, tally} from '../suite.mjs';

const LOCALES = ['en', 'de', 'fr'];

const CONFIG = {
  sourceLocale: 'en', locales: ['de', 'fr'], sources: ['src/**/*.ts'], catalogs: {folder: 'xliff'}, bundles: {format: 'transform', folder: 'out'},
};

// Each call of mark() is told by its number.
const SOURCE = `import {msg, str} from '@lit/localize';
import {html} from './html.js';

const places: Record<string, string> = {};
function mark(name: string): string {
  const caller = new Error().stack!.split('\\n').find((line) => line.includes('page.') && !line.includes('mark ('))!;
  places[name] = /([^/]*:\\d+:\\d+)\\)?$/.exec(caller)![1];
  return name;
}

type Row = {label: string};

mark('1'); msg('Before'); mark('2');
msg(html\`
  <p>One line of \${mark('3')},
     and another with \${mark('4')}</p>
\`, {id: 'swapped'}); mark('5');
const rows: Row[] = [{label: msg('Ünïcödé 😀')}, {label: msg(str\`😀 \${mark('6')} 😀\`) + mark('7')}];
html\`<ul title="\${msg('Title')}" @click=\${() => mark('never')}>
  \${rows.map((row) => html\`<li>\${msg(html\`<b>\${mark('8')}</b> \${row.label}\`)}\${mark('9')}</li>\`)}
</ul>\`; mark('10');
msg(html\`a \${msg(html\`b \${msg(str\`c \${mark('11')}\`)} \${mark('12')}\`)}\`);
mark('13');
console.log(JSON.stringify(places));
`;
const HTML = `export const html = (strings: TemplateStringsArray, ...values: unknown[]) => ({strings, values});\n`;

const FRENCH = {
  swapped: (codes) => `${codes[1]}\nsur\nplus\nde lignes : ${codes[0]}${codes[2]}`,
};

function translate(base) {
  for (const locale of ['de', 'fr']) {
    const file = path.join(base, 'xliff', `${locale}.xlf`);
    const catalog = fs.readFileSync(file, 'utf8').replace(/<trans-unit id="([^"]*)">\s*<source>([^]*?)<\/source>/g, (unit, id, source) => {
      const codes = source.match(/<x [^>]*\/>/g) ?? [];
      return `${unit}\n  <target>${locale === 'fr' && FRENCH[id] ? FRENCH[id](codes) : `länger 😀 ${source.replace(/\n\s*/g, ' ')}\n`}</target>`;
    });
    fs.writeFileSync(file, catalog);
  }
}

function run(base, command) {
  const {status, stderr} = spawnSync(glot, [command], {cwd: base, encoding: 'utf8'});
  if (status !== 0) throw new Error(`glot ${command} ends with ${status}\n${stderr}`);
}

// name → LINE:COLUMN as V8 counts them, from 1.
function expected() {
  const places = {};
  SOURCE.split('\n').forEach((line, i) => {
    for (const {index, 1: name} of line.matchAll(/mark\('(\d+)'\)/g)) places[name] = `page.ts:${i + 1}:${index + 1}`;
  });
  return places;
}

async function placesIn(base, locale, minify) {
  const bundle = path.join(base, `${locale}.mjs`);
  await esbuild.build({
    entryPoints: [path.join(base, 'out', locale, 'page.ts')], outfile: bundle, bundle: true, format: 'esm', sourcemap: 'linked', minify, logLevel: 'silent',
  });
  const {sources} = JSON.parse(fs.readFileSync(`${bundle}.map`, 'utf8'));
  const run = spawnSync(process.execPath, ['--enable-source-maps', bundle], {encoding: 'utf8'});
  if (run.status !== 0) throw new Error(run.stderr);
  return {places: JSON.parse(run.stdout), sources};
}

function check(title, got, wanted) {
  if (got === wanted) return void tally.passed++;
  tally.failed++;
  console.log(`FAIL ${title}: ${got}, not ${wanted}`);
}

const base = scratch('maps');
fs.mkdirSync(path.join(base, 'src'));
fs.writeFileSync(path.join(base, 'glot.json'), JSON.stringify(CONFIG));
fs.writeFileSync(path.join(base, 'src/page.ts'), SOURCE);
fs.writeFileSync(path.join(base, 'src/html.ts'), HTML);
run(base, 'extract');
translate(base);
run(base, 'build');
for (const locale of LOCALES)
  for (const minify of [false, true]) {
    const {places, sources} = await placesIn(base, locale, minify);
    const title = `${locale}${minify ? ', minified' : ''}`;
    check(`${title}: sources`, sources.sort().join(), 'src/html.ts,src/page.ts');
    for (const [name, place] of Object.entries(expected())) check(`${title}: mark ${name}`, places[name], place);
  }
conclude();
