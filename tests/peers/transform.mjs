#!/usr/bin/env node
// Transform mode against lit-localize: what components render that either tool has built, for each locale, and how often and in
// which order they evaluate what stands in a text. The cases are the functions that transform/js/ and transform/ts/ export; then come
// random ones.
//
//     node transform.mjs [--case NAME] [--seed N] [--count N] [--peer-only] [--keep] [-v]
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import {fileURLToPath} from 'node:url';
import {isDeepStrictEqual, parseArgs} from 'node:util';
import {bugs, differences} from './transform/differences.mjs';
import {Generator} from './transform/generator.mjs';
import {buildProject, linkModules, LOCALES, readSources} from './transform/project.mjs';
import {show} from './transform/render.mjs';
import {seedOf} from '../seed.mjs';
import {conclude, scratch, tally} from '../suite.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const {values: options} = parseArgs({
  options: {
    case: {type: 'string', default: ''},
    seed: {type: 'string', default: String(seedOf(1))},
    count: {type: 'string', default: '100'},
    'peer-only': {type: 'boolean', default: false},
    keep: {type: 'boolean', default: false},
    verbose: {type: 'boolean', short: 'v', default: false},
  },
});
process.env.GLOT = path.resolve(process.env.GLOT ?? path.join(HERE, '../../build/release/glot'));

const seen = new Set();

function tell(claim, failures) {
  seen.add(claim);
  const isBug = claim in bugs && !options['peer-only'];
  const lines = isBug && failures.length === 0 ? ['passes: take it out of `bugs` in transform/differences.mjs'] : failures;
  if (lines.length === 0 || (isBug && failures.length > 0)) {
    tally.passed++;
    if (options.verbose) console.log(`ok   ${claim}`);
    return;
  }
  tally.failed++;
  console.log(`FAIL ${claim}\n${lines.join('\n').replace(/^/gm, '    ')}`);
}

// What a case gives: what it shows, or what it throws, and what it logged.
async function run(show_case) {
  const log = [];
  const note = (value) => {
    log.push(value);
    return value;
  };
  try {
    return {shown: show(await show_case(note)), log};
  } catch (error) {
    return {thrown: `${error.name}: ${error.message}`, log};
  }
}

const printed = ({shown, thrown, log}) =>
  (thrown ?? (typeof shown === 'string' ? shown : JSON.stringify(shown))) + (log.length > 0 ? `   log ${JSON.stringify(log)}` : '');
const same = isDeepStrictEqual;

async function compareLocale(locale, sides, difference) {
  const peer = await run(sides.peer);
  const source = sides.source && (await run(sides.source));
  if (options.verbose) console.log(`       ${locale} ${printed(peer)}`);
  const told = (name, result) => `${locale} ${name.padEnd(8)} ${result && printed(result)}`;
  const expected = difference?.[locale];
  if (expected === undefined) {
    const glot = sides.glot ? await run(sides.glot) : peer;
    const isRight = same(peer, glot) && (!source || same(source, glot));
    return isRight ? [] : [told('peer', peer), told('glot', glot), ...(source ? [told('source', source)] : [])];
  }
  if (printed(peer) === expected) return [told('peer', peer), `${locale}: the peer does it, too: this is no difference any more`];
  const glot = sides.glot ? await run(sides.glot) : undefined;
  const isRight = (!glot || printed(glot) === expected) && (!source || printed(source) === expected);
  const others = [...(glot ? [told('glot', glot)] : []), ...(source ? [told('source', source)] : [])];
  return isRight ? [] : [told('peer', peer), ...others, `${locale} expected ${expected}`];
}

function compareImports(name, {peer, glot}) {
  for (const file of Object.keys(peer.en.imports)) {
    const claim = `${name}/${file}/imports of the library`;
    if (!glot || !claim.includes(options.case)) continue;
    const failures = LOCALES.flatMap((locale) => {
      const [theirs, ours] = [peer, glot].map((side) => side[locale].imports[file].join());
      const expected = differences[claim]?.[locale] ?? theirs;
      return ours === expected ? [] : [`${locale} peer ${theirs}`, `${locale} glot ${ours}`];
    });
    tell(claim, failures);
  }
}

async function compareProject(name, {peer, glot, source}) {
  for (const [file, cases] of Object.entries(peer.en.cases))
    for (const one of Object.keys(cases)) {
      const claim = `${name}/${file}/${one}`;
      if (!claim.includes(options.case) || typeof cases[one] !== 'function' || /^[A-Z]|^getLocale$/.test(one)) continue;
      const failures = [];
      for (const locale of LOCALES) {
        const [theirs, ours, untouched] = [peer, glot, source].map((side) => side?.[locale]?.cases[file]?.[one]);
        failures.push(...(await compareLocale(locale, {peer: theirs, glot: ours, source: untouched}, differences[claim])));
      }
      tell(claim, failures);
    }
  compareImports(name, {peer, glot});
}

const base = scratch('transform', () => options.keep);
linkModules(base);
const withGlot = !options['peer-only'];
const CONFIGURED = ['locale.js', 'init.js', 'other-locale.js', 'locale.ts'];
for (const language of ['js', 'ts'])
  await compareProject(language, await buildProject(base, language, readSources(path.join(HERE, 'transform', language)), {
    isTypeScript: language === 'ts', configured: CONFIGURED, withGlot,
  }));
const generator = new Generator(Number(options.seed));
const generated = new Map([['cases.js', generator.module(Number(options.count))]]);
await compareProject('random', await buildProject(base, 'random', generated, {choose: (id, source) => generator.translations(source), withGlot}));
if (options.case === '')
  for (const claim of [...Object.keys(differences), ...Object.keys(bugs)])
    if (!seen.has(claim) && withGlot) tell(claim, ['is told of in transform/differences.mjs, but there is no such case']);
console.log(`seed ${options.seed}`);
conclude();
