#!/usr/bin/env node
// What tests draw by lot follows from one number. Each script has its own, so that every run on every machine draws the same, and
// what fails was broken by a change. SEED=N draws others in all scripts, SEED=time those of the moment:
//   SEED=time make test CASE=lit
// tests/run turns `time` into a number and says it. Run by itself, this prints the number.
import {fileURLToPath} from 'node:url';

// SEED, or a script's own.
export function seedOf(own) {
  const said = process.env.SEED || own;
  const seed = said === 'time' ? 1 + Date.now() % 1e6 : Number(said);
  if (Number.isSafeInteger(seed) && seed > 0) return seed;
  console.error('error: a seed is a number above 0, or `time`');
  process.exit(2);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(seedOf(1));
