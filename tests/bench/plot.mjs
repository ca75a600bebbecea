// Draws lines over two logarithmic axes as an SVG that can be read on light and on dark ground.
const colours = ['#2563eb', '#059669', '#d97706', '#dc2626', '#7c3aed', '#0891b2', '#be185d', '#65a30d'];
const escape = (text) => text.replace(/[&<>]/g, (c) => `&#${c.charCodeAt(0)};`);

// `series`: {title: [[x, y]…]…}; points are left out where y is 0.
export function plot({title, x, y, series}) {
  const [width, height, left, right, top, bottom] = [760, 420, 80, 210, 40, 50];
  const points = Object.values(series).flat().filter(([, value]) => value > 0);
  const range = (values) => [Math.floor(Math.log10(Math.min(...values))), Math.max(Math.floor(Math.log10(Math.min(...values))) + 1, Math.ceil(Math.log10(Math.max(...values))))];
  const [x0, x1] = range(points.map(([value]) => value)), [y0, y1] = range(points.map(([, value]) => value));
  const atX = (value) => left + ((Math.log10(value) - x0) / (x1 - x0)) * (width - left - right);
  const atY = (value) => height - bottom - ((Math.log10(value) - y0) / (y1 - y0)) * (height - top - bottom);
  const decades = (from, to) => Array.from({length: to - from + 1}, (_, i) => 10 ** (from + i));
  const label = (value) => (value >= 1 ? value.toLocaleString('en') : String(value));
  const out = [`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12" role="img">`,
    `<title>${escape(title)}</title>`,
    '<style>text{fill:#1f2937}.grid{stroke:#9ca3af;stroke-opacity:.4}@media(prefers-color-scheme:dark){text{fill:#e5e7eb}}</style>',
    `<text x="${left}" y="22" font-size="15">${escape(title)}</text>`];
  for (const value of decades(x0, x1))
    out.push(`<line class="grid" x1="${atX(value)}" x2="${atX(value)}" y1="${top}" y2="${height - bottom}"/><text x="${atX(value)}" y="${height - bottom + 18}" text-anchor="middle">${label(value)}</text>`);
  for (const value of decades(y0, y1))
    out.push(`<line class="grid" x1="${left}" x2="${width - right}" y1="${atY(value)}" y2="${atY(value)}"/><text x="${left - 8}" y="${atY(value) + 4}" text-anchor="end">${label(value)}</text>`);
  out.push(`<text x="${(left + width - right) / 2}" y="${height - 12}" text-anchor="middle">${escape(x)}</text>`,
    `<text transform="translate(18 ${(top + height - bottom) / 2}) rotate(-90)" text-anchor="middle">${escape(y)}</text>`);
  Object.entries(series).forEach(([name, all], i) => {
    const shown = all.filter(([, value]) => value > 0), colour = colours[i % colours.length];
    out.push(`<polyline fill="none" stroke="${colour}" stroke-width="2" points="${shown.map(([a, b]) => `${atX(a)},${atY(b)}`).join(' ')}"/>`);
    for (const [a, b] of shown) out.push(`<circle cx="${atX(a)}" cy="${atY(b)}" r="3" fill="${colour}"/>`);
    out.push(`<rect x="${width - right + 16}" y="${top + i * 20}" width="12" height="12" fill="${colour}"/><text x="${width - right + 34}" y="${top + 11 + i * 20}">${escape(name)}</text>`);
  });
  return `${out.join('\n')}\n</svg>\n`;
}
