// A short unified diff: one hunk from the first to the last line that differs, cut to a readable length.

const CONTEXT = 2;
const LONGEST = 24;
const WIDEST = 160;

// Bytes that a terminal would hide are shown as escapes; a byte that is not UTF-8 as \xNN.
function visible(line) {
  const text = Buffer.from(line, 'latin1').toString('utf8');
  const shown = text.includes('\ufffd') && !line.includes('\xef\xbf\xbd') ? line : text;
  return shown.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u00a0\u2028\u2029\ufeff]/g,
    (c) => `\\x${c.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

function lines(bytes) {
  if (bytes === undefined) return ['(no such file)'];
  const all = Buffer.from(bytes).toString('latin1').split('\n');
  if (all.at(-1) === '') all.pop();
  else all.push('(no newline at the end)');
  return all;
}

// A long line is cut to what surrounds `column`, where the first difference is.
function excerpt(line, column) {
  if (line.length <= WIDEST) return visible(line);
  const start = Math.max(0, column - WIDEST / 2);
  const end = Math.min(line.length, start + WIDEST);
  return `${start > 0 ? '…' : ''}${visible(line.slice(start, end))}${end < line.length ? '…' : ''}`;
}

function firstDifference(a = '', b = '') {
  let column = 0;
  while (column < a.length && a[column] === b[column]) column++;
  return column;
}

function cut(list, sign, column = 0) {
  const shown = list.slice(0, LONGEST).map((line) => sign + excerpt(line, column));
  return list.length > LONGEST ? [...shown, `${sign}… ${list.length - LONGEST} more lines`] : shown;
}

export function diff(name, peer, glot) {
  const [a, b] = [lines(peer), lines(glot)];
  const shorter = Math.min(a.length, b.length);
  let head = 0;
  while (head < shorter && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < shorter - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  const column = firstDifference(a[head], b[head]);
  return [
    `--- peer ${name}`,
    `+++ glot ${name}`,
    `@@ line ${head + 1} @@`,
    ...cut(a.slice(Math.max(0, head - CONTEXT), head), ' '),
    ...cut(a.slice(head, a.length - tail), '-', column),
    ...cut(b.slice(head, b.length - tail), '+', column),
    ...cut(a.slice(a.length - tail).slice(0, CONTEXT), ' '),
  ].join('\n');
}
