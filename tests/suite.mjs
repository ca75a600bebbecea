// What the scripts that test glot have in common: the program, a folder of their own, and how they count.
import {mkdtempSync, realpathSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';

export const root = resolve(import.meta.dirname, '..');
// $GLOT, or what `make` builds.
export const glot = process.env.GLOT ? resolve(process.env.GLOT) : join(root, 'build/release/glot');

// A new folder, which goes when the script ends, unless somebody wants to look at it then.
export function scratch(name, isWanted = () => false) {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), `glot-${name}-`)));
  process.on('exit', () => {
    if (isWanted()) console.log(`kept in ${folder}`);
    else rmSync(folder, {recursive: true, force: true, maxRetries: 5});
  });
  return folder;
}

export const tally = {passed: 0, failed: 0};

// Counts a case, and says what is wrong with it.
export function settle(isGood, words) {
  tally[isGood ? 'passed' : 'failed']++;
  if (!isGood) console.log(`FAILED ${words}`);
}

// Counts a case that is good where both are the same JSON.
export function settleEqual(claim, got, wanted) {
  const [ours, right] = [JSON.stringify(got), JSON.stringify(wanted)];
  settle(ours === right, `${claim}\n  got    ${ours}\n  wanted ${right}`);
}

// The last line, by which tests/run counts. A script that has tested nothing has failed.
export function conclude(passed = tally.passed, failed = tally.failed) {
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed || !passed ? 1 : 0;
}
