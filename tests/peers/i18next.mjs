#!/usr/bin/env node
// Compares how glot reads i18next files with what i18next says: each text and each form of a plural that glot finds, its
// placeholders filled in, must be what t() gives; and so must it be for the file that glot prints afresh.
//
//     node i18next.mjs [DRIVER] [--count N] [--seed N] [--show N]
//
// DRIVER is the program made from i18next_driver.c. The last line counts texts.
import {spawnSync} from 'node:child_process';
import {createRequire} from 'node:module';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {Generator} from './icu_generator.mjs';
import {seedOf} from '../seed.mjs';
import {conclude, tally} from '../suite.mjs';

const require = createRequire(process.env.PEER_MODULES ?? import.meta.url);
const {default: i18next} = await import(pathToFileURL(require.resolve('i18next')));
const driver = process.argv[2]?.startsWith('--') === false ? process.argv[2] : join(process.env.GLOT_DRIVERS ?? '', 'i18next_driver');

function option(name, otherwise) {
  const at = process.argv.indexOf('--' + name);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
}

// ---- files

const texts = ['Save', 'a {b} c', '<0>x</0> y', '<b>z</b>', ' <br/> ', '{{name}}', '{{ name }}', '{{- name}}', '{{count}} of {{name}}', '{{name, upper}}', '$t(ref)', '$t(ref, {"count": 1})',
  'é😀', '}}', '{ ', '$', 'l\'{{name}}', '<p class="a">', '', '"\\', '\n'];
const names = ['a', 'b', 'c1', 'item', 'menu', 'x_y', 'title_male', 'Über'];
const categories = ['zero', 'one', 'two', 'few', 'many', 'other'];

class Files extends Generator {
  phrase() {
    return this.many(() => this.pick(texts), 3);
  }

  member(depth) {
    const name = this.pick(names);
    switch (this.below(depth > 0 ? 5 : 4)) {
      case 0: return Object.fromEntries(['one', 'other'].map((form) => [`${name}_${form}`, this.phrase() + '{{count}}']));
      case 1: return Object.fromEntries(categories.filter((form) => form === 'other' || this.below(2)).map((form) => [`${name}_ordinal_${form}`, this.phrase() + '{{count}}']));
      case 4: return {[`${name}s`]: this.object(depth - 1)};
      default: return {[name]: this.phrase()};
    }
  }

  object(depth) {
    return Object.assign({}, ...Array.from({length: 1 + this.below(4)}, () => this.member(depth)));
  }

  file() {
    return JSON.stringify({...this.object(2), ref: 'there'}, null, this.pick([undefined, 1, 2, '\t']));
  }
}

// ---- glot

function glotAnswers(files) {
  const records = files.map((text) => {
    const bytes = Buffer.from(text), head = Buffer.alloc(4);
    head.writeUInt32LE(bytes.length);
    return Buffer.concat([head, bytes]);
  });
  const run = spawnSync(driver, {input: Buffer.concat(records), maxBuffer: 1 << 30});
  if (run.status !== 0) throw new Error(`the driver failed: ${run.error ?? run.signal ?? run.status} ${run.stderr}`);
  const results = [];
  for (let at = 0; at < run.stdout.length; ) {
    const length = run.stdout.readUInt32LE(at);
    results.push(JSON.parse(run.stdout.toString('utf8', at + 4, at + 4 + length)));
    at += 4 + length;
  }
  return results;
}

// ---- both

const PLACEHOLDER = 1;

// A placeholder by its name; what is in it besides is i18next's to know.
function fill(parts, values) {
  const value = ([kind, text, name]) => {
    if (kind !== PLACEHOLDER) return text;
    if (name.startsWith('$t(')) return 'there';
    return text.includes(', upper') ? String(values[name]).toUpperCase() : String(values[name]);
  };
  return parts.map(value).join('');
}

function peer(resources) {
  const instance = i18next.createInstance();
  instance.init({
    lng: 'en', resources: {en: {translation: resources}}, initAsync: false, showSupportNotice: false,
    interpolation: {escapeValue: false, format: (value, format) => (format === 'upper' ? String(value).toUpperCase() : String(value))},
  });
  return (id, values) => instance.t(id, values);
}

const rules = {plural: new Intl.PluralRules('en'), ordinal: new Intl.PluralRules('en', {type: 'ordinal'})};

// Each text that t() can give of a unit: [what glot says, what t() says].
function* sayings(unit, ids, t) {
  const values = {name: 'N', count: 7};
  // With a count, i18next prefers the forms of a plural to a text of the same name.
  const isHidden = ['_other', '_ordinal_other'].some((suffix) => ids.has(unit.id + suffix));
  if (unit.kind === 'text' && !isHidden) yield [fill(unit.forms[0].parts, values), t(unit.id, values)];
  for (const count of unit.kind === 'text' ? [] : [0, 1, 2, 3, 5, 21]) {
    const forms = new Map(unit.forms.map((form) => [form.key, form.parts]));
    const category = rules[unit.kind].select(count), zero = count === 0 && unit.kind === 'plural' && forms.get('zero');
    const ordinal = unit.kind === 'ordinal';
    const parts = zero || forms.get(category);
    // i18next has no fallback from a category of the language to `other`.
    if (parts) yield [fill(parts, {...values, count}), t(ordinal ? unit.id.replace(/_ordinal$/, '') : unit.id, {...values, count, ordinal})];
  }
}

function compare(name, unit, ids, t, file) {
  for (const [got, wanted] of sayings(unit, ids, t)) {
    if (got === wanted) tally.passed++;
    else if (tally.failed++ < option('show', 5)) console.log(`--- ${name} ${unit.id}\ni18next: ${JSON.stringify(wanted)}\nglot:    ${JSON.stringify(got)}\n${file}\n`);
  }
}

const seed = option('seed', seedOf(1)), generator = new Files(seed);
const files = Array.from({length: option('count', 200)}, () => generator.file());
glotAnswers(files).forEach(({units, fresh}, i) => {
  const t = peer(JSON.parse(files[i])), again = peer(JSON.parse(fresh));
  const ids = new Set(units.map((unit) => unit.id));
  for (const unit of units) {
    compare('read', unit, ids, t, files[i]);
    compare('printed afresh', unit, ids, again, fresh);
  }
});
console.log(`${files.length} files with seed ${seed}`);
conclude();
process.exit();
