#!/usr/bin/env node
// Transform mode against runtime mode, both by glot in own mode: what the cases of transform/js/ show in each locale when their
// copies run, and when the sources themselves run with the bundles that @lit/localize loads. Where a translation changes the order of
// expressions, that of their evaluation may differ; what is evaluated may not.
//
//     node transform_runtime.mjs [--case NAME]
import {spawnSync} from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import {fileURLToPath} from 'node:url';
import {isDeepStrictEqual, parseArgs} from 'node:util';
import {bugs} from './transform/differences.mjs';
import {linkModules, load, LOCALES, readSources, SOURCE_LOCALE, TARGET_LOCALES, translate} from './transform/project.mjs';
import {show} from './transform/render.mjs';
import {conclude, scratch, tally} from '../suite.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const {values: options} = parseArgs({options: {case: {type: 'string', default: ''}}});
process.env.GLOT = path.resolve(process.env.GLOT ?? path.join(HERE, '../../build/release/glot'));

// Both modes tell the locale in ways of their own.
const SINGLE = ['locale.js', 'init.js', 'other-locale.js'];

function glot(folder, command, bundles) {
  fs.writeFileSync(path.join(folder, 'glot.json'), JSON.stringify({
    sourceLocale: SOURCE_LOCALE, locales: TARGET_LOCALES, sources: ['src/**/*.js'], catalogs: {folder: 'xliff'}, bundles,
  }));
  const {status, stderr} = spawnSync(process.env.GLOT, [command], {cwd: folder, encoding: 'utf8'});
  if (status !== 0) throw new Error(`glot ${command} ends with ${status}\n${stderr}`);
}

async function run(show_case) {
  const log = [];
  try {
    const shown = show(await show_case((value) => {
      log.push(value);
      return value;
    }));
    return {shown, log: log.map((value) => JSON.stringify(value)).sort()};
  } catch (error) {
    return {thrown: `${error.name}: ${error.message}`, log};
  }
}

const base = scratch('runtime');
linkModules(base);
const folder = path.join(base, 'project');
fs.mkdirSync(path.join(folder, 'src'), {recursive: true});
const sources = new Map([...readSources(path.join(HERE, 'transform/js'))].filter(([name]) => !SINGLE.includes(name)));
sources.set('configure.js', `
import {configureLocalization} from '@lit/localize';
export const {setLocale} = configureLocalization({
  sourceLocale: '${SOURCE_LOCALE}', targetLocales: ${JSON.stringify(TARGET_LOCALES)},
  loadLocale: (locale) => (locale === 'de' ? import('../locales/de.js') : import('../locales/fr.js')),
});
`);
for (const [name, text] of sources) if (name !== 'configure.js') fs.writeFileSync(path.join(folder, 'src', name), text);
const names = [...sources.keys()].filter((name) => name !== 'configure.js' && name !== 'passed-on.js');
glot(folder, 'extract', {format: 'lit', folder: 'locales'});
translate(folder);
glot(folder, 'build', {format: 'lit', folder: 'locales'});
glot(folder, 'build', {format: 'transform', folder: 'out'});
fs.writeFileSync(path.join(folder, 'src/configure.js'), sources.get('configure.js'));

globalThis.window ??= {dispatchEvent: () => true};
globalThis.CustomEvent ??= class {};
const bundle = (name) => path.join(base, 'bundles', `${name}.mjs`);
const atRunTime = (await load(path.join(folder, 'src'), [...names, 'configure.js'], bundle('runtime'))).cases;
for (const locale of LOCALES) {
  const {cases: copies} = await load(path.join(folder, 'out', locale), names, bundle(locale));
  await atRunTime.configure.setLocale(locale);
  for (const [file, cases] of Object.entries(copies))
    for (const [name, one] of Object.entries(cases)) {
      const claim = `${file}/${name}`;
      if (typeof one !== 'function' || !claim.includes(options.case)) continue;
      const [copy, runtime] = [await run(one), await run(atRunTime[file][name])];
      if (isDeepStrictEqual(copy, runtime) !== (`js/${claim}` in bugs)) {
        tally.passed++;
        continue;
      }
      tally.failed++;
      console.log(`FAIL ${claim} in ${locale}\n    transform ${JSON.stringify(copy)}\n    runtime   ${JSON.stringify(runtime)}`);
    }
}
conclude();
