// What was measured, as JSON and as tables. A result is
//   {question, title, about, date, machine, load, versions, rounds, rows, ratios, leftOut}
// Times are seconds, sizes bytes. A row is {subject, files?, bytes?, messages?, expected?, wall, cpu, rss?, samples}; a ratio
// {title, on, value, wall?, cpu?, rss?, rate?, least?, most?}: value is that of `on`, and `least` or `most` is what is aimed for.
import {readFileSync, writeFileSync} from 'node:fs';
import {median} from './turns.mjs';

const rounded = (number, digits = 6) => (number === undefined ? undefined : Number(number.toPrecision(digits)));

/** Writes a result so that the same one gives the same bytes. */
export function writeResult(path, result) {
  writeFileSync(path, `${JSON.stringify(result, (_, value) => (typeof value === 'number' && !Number.isInteger(value) ? rounded(value) : value), 1)}\n`);
}

const members = {question: 'string', title: 'string', about: 'string', date: 'string', machine: 'object', load: 'object', versions: 'object', rounds: 'number', rows: 'object', ratios: 'object', leftOut: 'object'};

/** Reads what writeResult wrote; throws where a member is missing or a median is not that of its samples. */
export function readResult(path) {
  const result = JSON.parse(readFileSync(path, 'utf8'));
  const demand = (isGood, what) => {
    if (!isGood) throw new Error(`${path}: ${what}`);
  };
  for (const [name, type] of Object.entries(members)) demand(typeof result[name] === type, `${name} should be of type ${type}`);
  for (const row of result.rows)
    for (const measure of ['wall', 'cpu'])
      demand(row[measure] === median(row.samples[measure]), `${measure} of ${row.subject} is not the median of its samples`);
  for (const {title, on, value, ...of} of result.ratios) demand(value === of[on], `${title} is not its ratio of ${on}`);
  return result;
}

/** What one row costs in terms of another, `per` so many times the input. */
export function ratioOf({title, of, to, on = 'wall', per = 1, least, most}, rows) {
  const find = ([subject, files]) => rows.find((row) => row.subject === subject && (files === undefined || row.files === files));
  const [a, b] = [find([of].flat()), find([to].flat())];
  if (!a || !b) return [];
  const rate = (row) => row.bytes / row.cpu;
  const values = {wall: a.wall / b.wall / per, cpu: a.cpu / b.cpu / per, rss: a.rss / b.rss / per, rate: rate(a) / rate(b)};
  const shown = Object.fromEntries(Object.entries(values).filter(([name, value]) => Number.isFinite(value) && (on === 'rate') === (name === 'rate')).map(([name, value]) => [name, rounded(value)]));
  return shown[on] === undefined ? [] : [{title, on, value: shown[on], ...shown, least, most}];
}

// ---- tables

const counted = (number) => number.toLocaleString('en');
const shown = (number, digits = 3) => (number >= 10 ** digits ? counted(Math.round(number)) : String(Number(number.toPrecision(digits))));

const columns = [
  ['program', (row) => row.subject],
  ['files', (row) => counted(row.files), 'files'],
  ['MB read', (row) => shown(row.bytes / 1e6), 'bytes'],
  ['messages', (row) => counted(row.messages) + (row.messages === row.expected || row.expected === undefined ? '' : ' (!)'), 'messages'],
  ['wall ms', (row) => shown(row.wall * 1e3), 'wall'],
  ['CPU ms', (row) => shown(row.cpu * 1e3), 'cpu'],
  ['peak MB', (row) => shown(row.rss / 1e6), 'rss'],
  ['MB/s and core', (row) => shown(row.bytes / 1e6 / row.cpu), 'bytes'],
];

const times = (value) => (value === undefined ? '' : `${shown(value)}×`);
const aimOf = ({least, most}) => (least !== undefined ? `at least ${least}×` : most !== undefined ? `at most ${most}×` : '');
export const isReached = ({value, least, most}) => (least === undefined || value >= least) && (most === undefined || value <= most);

function markdown(heads, lines) {
  const widths = heads.map((head, i) => Math.max(...[head, ...lines.map((line) => line[i])].map((cell) => [...cell].length)));
  const print = (cells) => `| ${cells.map((cell, i) => (i === 0 ? cell + ' '.repeat(widths[i] - [...cell].length) : ' '.repeat(widths[i] - [...cell].length) + cell)).join(' | ')} |`;
  return [print(heads), `| ${widths.map((width, i) => (i === 0 ? '-'.repeat(width) : `${'-'.repeat(Math.max(1, width - 1))}:`)).join(' | ')} |`, ...lines.map(print)];
}

function rowTable(rows) {
  const used = columns.filter(([, , member]) => !member || rows.some((row) => row[member] !== undefined));
  return markdown(used.map(([head]) => head), rows.map((row) => used.map(([, print, member]) => (member && row[member] === undefined ? '' : print(row)))));
}

const measures = [['wall', 'wall'], ['CPU', 'cpu'], ['memory', 'rss'], ['MB/s and core', 'rate']];

function ratioTable(ratios) {
  const used = measures.filter(([, member]) => ratios.some((ratio) => ratio[member] !== undefined));
  const verdict = (ratio) => (aimOf(ratio) ? (isReached(ratio) ? 'reached' : 'missed') : '');
  const aim = (ratio) => aimOf(ratio) && `${aimOf(ratio)} the ${measures.find(([, member]) => member === ratio.on)[0]}`;
  return markdown(['in terms of each other', ...used.map(([head]) => head), 'aim', ''],
    ratios.map((ratio) => [ratio.title, ...used.map(([, member]) => times(ratio[member])), aim(ratio), verdict(ratio)]));
}

const programs = (versions) => Object.entries(versions).filter(([, version]) => version).map(([name, version]) => `${name} ${version}`).join(', ');

/** The tables of a result with what has to be said of them, as Markdown that a terminal shows as well. */
export function tableOf(result) {
  const {about, date, machine, load, rows, ratios, rounds} = result;
  const others = rows.filter(({messages, expected}) => expected !== undefined && messages !== expected)
    .map(({subject, messages, expected, files}) => `- (!) ${subject}${files === undefined ? '' : ` on ${counted(files)} files`} finds ${counted(messages)} messages, where ${counted(expected)} were written.`);
  return [about, '', ...rowTable(rows), ...(ratios.length ? ['', ...ratioTable(ratios)] : []), '',
    ...others, ...result.leftOut.map((what) => `- Left out: ${what}.`),
    `- ${date.slice(0, 10)}, ${machine.processors} × ${machine.processor}, ${machine.system}; load ${load.before.toFixed(1)} before, ${load.after.toFixed(1)} after; ${rounds} rounds, medians.`,
    `- ${programs(result.versions)}.`].join('\n');
}

/** The page with this block between its marks `<!-- NAME -->` and `<!-- /NAME -->`; throws where the page has no such marks. */
export function embed(page, name, block) {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`], from = page.indexOf(begin), to = page.indexOf(end);
  if (from < 0 || to < from) throw new Error(`the page has no place for ${name}`);
  return `${page.slice(0, from + begin.length)}\n${block}\n${page.slice(to)}`;
}
