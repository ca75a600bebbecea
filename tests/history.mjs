#!/usr/bin/env node
// The history of a project whose texts are translated at a service and in its catalogs at once, as real ones are: variables
// are renamed, texts change, languages have two spellings, files are deleted and made again, runs end in the middle. With
// `glot sync` nothing that anybody wrote is lost; the same history with uploads and downloads of files loses some of it.
//
//     node history.mjs [SEED]
//
// $GLOT is the program. The last line counts checks.
import {spawn} from 'node:child_process';
import {join, resolve} from 'node:path';
import {createInterface} from 'node:readline';
import {Message, Project} from './history/project.mjs';
import {numbersIn} from './history/ledger.mjs';
import {Service} from './history/service.mjs';
import {GlotWorld, NaiveWorld} from './history/worlds.mjs';
import {seedOf} from './seed.mjs';
import {conclude, glot, scratch, tally} from './suite.mjs';

const folder = scratch('history');
const token = '1/' + '0123456789'.repeat(4);
const codes = {'de-DE': 'de_DE', fr: 'fr', ja: 'ja', 'zh-Hans': 'zh_CN'};
const locales = Object.keys(codes);
const seed = Number(process.argv[2] ?? seedOf(4));

function check(claim, isTrue, shown) {
  if (isTrue) return tally.passed++;
  tally.failed++;
  console.log(`${claim}: not so${shown === undefined ? '' : '\n    ' + JSON.stringify(shown).slice(0, 2000)}`);
}

// splitmix32
let state = seed;
function random(below) {
  state = (state + 0x9e3779b9) | 0;
  let z = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
  z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
  return ((z ^ (z >>> 15)) >>> 0) % below;
}

// ---- the service, and two projects

const hub = spawn(glot, ['serve', '--data', join(folder, 'hub.db'), '--project', 'acme/web', '--source', 'en', '--languages', Object.values(codes).join(), '--rate', '0', '--port', '0'],
  {env: {...process.env, GLOT_SERVE_TOKEN: token}, stdio: ['ignore', 'pipe', 'inherit']});
process.on('exit', () => hub.kill());
const host = await new Promise((resolve, reject) => {
  createInterface(hub.stdout).once('line', resolve);
  hub.once('exit', status => reject(new Error(`the hub ended with ${status}`)));
});

const messages = Array.from({length: 60}, (_, number) => new Message(number, random));
const withGlot = new GlotWorld(new Project(join(folder, 'glot'), glot, locales, {service: 'transifex', project: 'acme/web', resource: 'glot'}),
  new Service(host, token, 'acme/web', 'glot'), codes);
const naive = new NaiveWorld(new Project(join(folder, 'naive'), glot, locales), new Service(host, token, 'acme/web', 'naive'), codes);
const worlds = [withGlot, naive];
const inBoth = work => Promise.all(worlds.map(work));

// ---- what happens

const pick = list => list[random(list.length)];
const present = () => messages.filter(({isThere}) => isThere);
const some = (count, list) => Array.from({length: count}, () => pick(list));

async function changeSources(list, change) {
  for (const message of list) {
    const before = message.text;
    change(message);
    if (message.text !== before) worlds.forEach(({ledger}) => ledger.outdate(message));
  }
  await inBoth(world => world.extract(messages));
}

const conflicts = new Set();
let refusals = 0, killed = 0;
const conflictsOf = run => run.of('unit').filter(({verdict}) => verdict === 'conflict');

async function exchange(words = ['sync']) {
  const [run] = await inBoth(world => world === withGlot ? world.exchange(words) : world.exchange());
  for (const {locale, id, here, there} of conflictsOf(run)) conflicts.add([locale, id, here, there].join());
  refusals += run.kinds.filter(kind => kind === 'sync-loss' || kind === 'sync-shrink').length;
  check(`glot ${words.join(' ')} ends well or with findings`, run.status === 0 || run.status === 1, run);
  return run;
}

const events = {
  sync: () => exchange(),
  pull: () => exchange(['pull']),
  push: () => exchange(['push']),

  async there(count = 6) {
    for (const message of some(count, present())) {
      const locale = pick(locales);
      await inBoth(world => world.translateThere(locale, message));
    }
  },
  async here(count = 5) {
    for (const message of some(count, present())) {
      const locale = pick(locales);
      worlds.forEach(world => world.translateHere(locale, message));
    }
  },
  rename: () => changeSources(some(8, present().filter(({codes}) => codes.length)), message => message.rename()),
  punctuate: () => changeSources(some(3, present()), message => message.punctuate()),
  edit: () => changeSources(some(2, present()), message => message.edit()),
  move: () => changeSources(some(5, present()), message => { message.file = random(7); }),
  remove: () => changeSources(some(3, present()), message => { message.isThere = false; }),
  bringBack: () => changeSources(messages.filter(({isThere}) => !isThere), message => { message.isThere = true; }),
  async recreate() {
    const locale = pick(locales);
    await inBoth(world => world.recreate(locale, messages));
  },

  async renameAlone() {
    const waiting = run => run.of('source').reduce((sum, {changed, written}) => sum + (written ? 0 : changed), 0);
    const before = await exchange(); // where it was refused, changes wait
    await events.rename();
    const run = await exchange(['push']);
    check('a renamed variable is no changed source', waiting(run) === waiting(before), [before, run]);
  },
  // A translator forgets a placeholder; nobody sees it in the application.
  async breakOne() {
    const message = pick(present().filter(({codes}) => codes.length)), locale = pick(locales);
    await inBoth(world => world.translateThere(locale, message, {isBroken: true}));
    const run = await exchange();
    check('a broken translation is told', run.kinds.includes('sync-quarantined'), run);
    const {number} = withGlot.ledger.of(locale, message).at(-1);
    check('and stays out of the catalog', !withGlot.project.catalog(locale).includes(number), number);
  },
  async repair() {
    for (const {locale, message, isReplaced} of withGlot.ledger.rows.filter(({isBroken}) => isBroken))
      if (!isReplaced && message.isThere) await inBoth(world => world.translateThere(locale, message));
  },
  async both() {
    await exchange();
    const message = pick(present()), locale = pick(locales);
    await inBoth(world => world.translateThere(locale, message));
    worlds.forEach(world => world.translateHere(locale, message));
    const [theirs, ours] = withGlot.ledger.of(locale, message).slice(-2).map(({number}) => number);
    const run = await exchange();
    const shown = conflictsOf(run).some(({here, there}) => here.includes(ours) && there.includes(theirs));
    check('who wrote at once is told so', run.status === 1 && shown, run);
    check('and what they wrote stays', withGlot.project.catalog(locale).includes(ours), ours);
  },
  // Somebody looks at the conflicts and chooses.
  async decide(policy = pick(['ours', 'theirs'])) {
    const nameOf = ({locale, id}) => `${locale} ${id}`;
    const before = new Map((await exchange()).of('unit').map(unit => [nameOf(unit), unit])); // with both texts
    const decided = (await exchange(['sync', '--conflicts', policy])).of('unit').filter(({reason}) => reason === 'policy').map(unit => before.get(nameOf(unit)));
    withGlot.ledger.replace(numbersIn(decided.map(unit => (policy === 'ours' ? unit?.there : unit?.here)).join()));
  },
  async interrupt() {
    killed += await withGlot.interrupted(pick([['sync'], ['push'], ['pull']]), 1 + random(4), random(2));
    await naive.exchange();
  },
};

// What only adds or changes texts takes nothing away.
const isPeaceful = new Set(['there', 'here', 'repair']);
const story = `sync there here sync rename there sync both here there interrupt sync edit there sync punctuate there here interrupt decide
  sync move rename sync breakOne there repair sync recreate there sync remove here sync there interrupt bringBack sync renameAlone there edit here
  push pull punctuate there sync recreate remove there sync bringBack both there edit rename interrupt sync decide there here sync`.trim().split(/\s+/);

// ---- it is played

async function nothingIsLost(when) {
  const lost = await withGlot.lost();
  const fresh = lost.filter(row => !row.isTold);
  lost.forEach(row => { row.isTold = true; });
  check(`nothing is lost after ${when}`, fresh.length === 0, fresh.map(({locale, message, number}) => [number, locale, message.texts]));
}

await naive.service.create();
await inBoth(world => world.extract(messages));
await events.sync();
await events.there(40);
await events.here(40);
for (const [number, event] of story.entries()) {
  await events[event]();
  if (!isPeaceful.has(event)) await nothingIsLost(`${event} (${number})`);
}

// ---- it ends

await events.repair();
await events.decide('theirs'); // a text here that waits for review cannot be chosen
await exchange();
const before = locales.map(locale => withGlot.project.catalog(locale)).join();
const last = await exchange();
check('once all is decided there is nothing to do', last.of('locale').every(({taken, sent, conflicts}) => !taken && !sent && !conflicts), last);
check('and no byte changes', before === locales.map(locale => withGlot.project.catalog(locale)).join());
const lost = await withGlot.lost(), lostNaively = await naive.lost();
check('glot loses nothing', lost.length === 0);
check('uploads and downloads lose something', lostNaively.length > 0);
console.log(`note: of ${withGlot.ledger.rows.length} translations ${lost.length} are lost with glot, ${lostNaively.length} with files; of those made for the texts of today ` +
  `${withGlot.unseen().length} and ${naive.unseen().length} are in no build (seed ${seed}; ${conflicts.size} conflicts, ${refusals} refusals, ${killed} runs killed)`);
conclude();
hub.kill();
