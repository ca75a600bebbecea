// Programs take turns on the same inputs: what else the machine does falls on all of them.
import {spawnSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';

export const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor((numbers.length - 1) / 2)];

// What one run of a command costs as a whole process, with its children: {status, wall, cpu, rss} in seconds and bytes; `memory`: the
// bytes to have at hand for it.
function cost(bench, {command, cwd}, memory) {
  const report = join(bench.work, 'report.json');
  const {status} = spawnSync(bench.measure, ['--memory', String(memory), report, ...command], {cwd, stdio: 'ignore'});
  if (status !== 0) throw new Error(`measure ended with status ${status}`);
  return JSON.parse(readFileSync(report, 'utf8'));
}

const rowOf = (subject, samples, messages) => {
  const of = (member) => samples.map((sample) => sample[member]);
  return {
    subject: subject.title, files: subject.files, bytes: subject.bytes, messages, expected: messages === undefined ? undefined : subject.expected,
    wall: median(of('wall')), cpu: median(of('cpu')), rss: Math.max(...of('rss')), samples: {wall: of('wall'), cpu: of('cpu')},
  };
};

/**
 * Runs all subjects `bench.rounds` times, each round beginning with another one. A subject is
 *   {title, command, cwd, forget?, count?, expected?, files?, bytes?, statuses?, once?, run?, before?}
 * Before the first round each is run once without being measured, after `forget` has removed what it wrote; `count` says how
 * many messages it found. What takes minutes is run `once`, and counted then. `run` measures itself, in place of `command`; `before` is called
 * in front of each run.
 * In front of each measured run of a command it is run without being measured: a kernel may put files out of the page cache that
 * nobody has read for some seconds, and who was last to read them depends on the neighbours in a round.
 * Gives rows, and what was left out as a status that is none of `statuses` (0) came of it.
 */
export function takeTurns(bench, subjects) {
  const rows = new Map(), leftOut = [], taken = new Map(subjects.map((subject) => [subject, []])), found = new Map(), memory = new Map();
  const turn = (subject) => (subject.before?.(), subject.run ? subject.run() : cost(bench, subject, memory.get(subject) ?? 0));
  const isFine = (subject, {status}) => (subject.statuses ?? [0]).includes(status ?? 0);
  for (const subject of subjects) {
    subject.forget?.();
    const first = turn(subject);
    memory.set(subject, Math.ceil(1.5 * first.rss)); // the kernel needs some for it, too
    if (!isFine(subject, first)) leftOut.push(`${subject.title}: ended with status ${first.status}`), taken.delete(subject);
    else if (subject.once) taken.get(subject).push(first);
    if (isFine(subject, first)) found.set(subject, subject.count?.());
    bench.tell(`  ${subject.title}: ${(first.wall * 1000).toFixed(0)} ms at first`);
  }
  // What others wrote at first may have changed folders that a warm run has to look at once more.
  for (const subject of taken.keys()) if (subject.isWarm) turn(subject);
  for (let round = 0; round < bench.rounds; round++) {
    const order = [...taken.keys()];
    for (const subject of [...order.slice(round % order.length), ...order.slice(0, round % order.length)]) {
      if (subject.once) continue;
      if (!subject.run) turn(subject);
      taken.get(subject).push(turn(subject));
    }
  }
  for (const [subject, samples] of taken) rows.set(subject, rowOf(subject, samples, found.get(subject)));
  return {rows: [...rows.values()], leftOut};
}
