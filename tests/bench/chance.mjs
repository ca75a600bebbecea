// What made inputs have in common: numbers that are the same on each machine, and texts of such.
import {mkdirSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';

// A linear congruential generator: what is made must not depend on the machine's randomness.
export function randomFrom(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return (state >>> 8) % below;
  };
}

/** A function that gives sentences of so many of these words. */
export const sentencesOf = (words) => (random, count) =>
  Array.from({length: count}, () => words[random(words.length)]).join(' ').replace(/^./, (c) => c.toUpperCase());

/** Words of shops, for sources that are marked in other ways than Lit's. */
export const words = ('account active address amount basket browse change confirm country coupon customer delete delivery discount edit invoice ' +
  'letter name order payment postcode price product quantity receipt remove return save search send status total').split(' ');

export function writeBelow(folder, path, text) {
  mkdirSync(dirname(join(folder, path)), {recursive: true});
  writeFileSync(join(folder, path), text);
}
