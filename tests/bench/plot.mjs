// Draws SVG that can be read on light and on dark ground: lines over two logarithmic axes, and bars over one.
const colours = ['#2563eb', '#059669', '#d97706', '#dc2626', '#8b5cf6', '#0891b2', '#db2777', '#65a30d', '#78716c', '#b45309'];
const escape = (text) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
const label = (value) => (value >= 1 ? value.toLocaleString('en') : String(value));
const at = (number) => Number(number.toFixed(1));

const style = '<style>text{fill:#1f2937}.grid{stroke:#9ca3af;stroke-opacity:.45}.ground{fill:#fff}' +
  '@media(prefers-color-scheme:dark){text{fill:#e5e7eb}.ground{fill:#0d1117}}</style>';

const open = (width, height, title) => [
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif" font-size="12" role="img">`,
  `<title>${escape(title)}</title>`, style, `<rect class="ground" width="${width}" height="${height}"/>`];

// A logarithmic scale of whole powers of ten around these values: where a value lies, and where the powers are.
function scaleOf(values, from, to) {
  const low = Math.floor(Math.log10(Math.min(...values))), high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...values))));
  const place = (value) => at(from + ((Math.log10(value) - low) / (high - low)) * (to - from));
  return {place, powers: Array.from({length: high - low + 1}, (_, i) => 10 ** (low + i))};
}

/** `series`: {title: [[x, y]…]…}, drawn as lines; what is not above 0 is left out. `x` and `y` name the axes with their units. */
export function plotLines({title, x, y, series}) {
  const [width, height, left, right, top, bottom] = [780, 440, 80, 230, 40, 52];
  const lines = Object.entries(series).map(([name, points]) => [name, points.filter(([a, b]) => a > 0 && b > 0)]).filter(([, points]) => points.length);
  const points = lines.flatMap(([, of]) => of);
  const across = scaleOf(points.map(([value]) => value), left, width - right), up = scaleOf(points.map(([, value]) => value), height - bottom, top);
  const out = [...open(width, height, title), `<text x="${left}" y="24" font-size="15">${escape(title)}</text>`];
  for (const value of across.powers)
    out.push(`<line class="grid" x1="${across.place(value)}" x2="${across.place(value)}" y1="${top}" y2="${height - bottom}"/>`,
      `<text x="${across.place(value)}" y="${height - bottom + 18}" text-anchor="middle">${label(value)}</text>`);
  for (const value of up.powers)
    out.push(`<line class="grid" x1="${left}" x2="${width - right}" y1="${up.place(value)}" y2="${up.place(value)}"/>`,
      `<text x="${left - 8}" y="${up.place(value) + 4}" text-anchor="end">${label(value)}</text>`);
  out.push(`<text x="${(left + width - right) / 2}" y="${height - 12}" text-anchor="middle">${escape(x)}</text>`,
    `<text transform="translate(18 ${(top + height - bottom) / 2}) rotate(-90)" text-anchor="middle">${escape(y)}</text>`);
  lines.forEach(([name, of], i) => {
    const colour = colours[i % colours.length], dashes = i >= colours.length / 2 ? ' stroke-dasharray="6 3"' : '';
    out.push(`<polyline fill="none" stroke="${colour}" stroke-width="2"${dashes} points="${of.map(([a, b]) => `${across.place(a)},${up.place(b)}`).join(' ')}"/>`);
    for (const [a, b] of of) out.push(`<circle cx="${across.place(a)}" cy="${up.place(b)}" r="3.5" fill="${colour}"/>`);
    out.push(`<rect x="${width - right + 18}" y="${top + i * 20}" width="12" height="12" fill="${colour}"/>`,
      `<text x="${width - right + 36}" y="${top + 11 + i * 20}">${escape(name)}</text>`);
  });
  return `${out.join('\n')}\n</svg>\n`;
}

/** `bars`: [[name, value]…], one below the other; those whose name begins with `ours` stand out. `x` names the axis with its unit. */
export function plotBars({title, x, bars, ours}) {
  const [width, left, right, top, step] = [780, 230, 90, 40, 24], shown = bars.filter(([, value]) => value > 0);
  const height = top + shown.length * step + 52, end = top + shown.length * step;
  const across = scaleOf(shown.map(([, value]) => value * 0.999), left, width - right);
  const out = [...open(width, height, title), `<text x="20" y="24" font-size="15">${escape(title)}</text>`];
  for (const value of across.powers)
    out.push(`<line class="grid" x1="${across.place(value)}" x2="${across.place(value)}" y1="${top}" y2="${end}"/>`,
      `<text x="${across.place(value)}" y="${end + 18}" text-anchor="middle">${label(value)}</text>`);
  shown.forEach(([name, value], i) => {
    const y = top + i * step, colour = name.startsWith(ours) ? colours[0] : colours[8];
    out.push(`<rect x="${left}" y="${y + 4}" width="${at(across.place(value) - left)}" height="${step - 8}" fill="${colour}"/>`,
      `<text x="${left - 8}" y="${y + 16}" text-anchor="end">${escape(name)}</text>`,
      `<text x="${at(across.place(value) + 6)}" y="${y + 16}">${Number(value.toPrecision(3)).toLocaleString('en')}</text>`);
  });
  out.push(`<text x="${(left + width - right) / 2}" y="${height - 10}" text-anchor="middle">${escape(x)}</text>`);
  return `${out.join('\n')}\n</svg>\n`;
}
