// Catalogs as translators and their services leave them, made from what the peer extracted.

const STATES = [
  '', '', '', ' state="translated"', ' state="needs-review-translation"', ' xml:space="preserve"', ' approved="yes"',
];
const COMMENTS = ['', '', '', '', '', '\n<!-- by hand -->', '\n\n', '\n  ', '\n\t'];
const WORDS = [
  'Datei ', 'ß', 'über ', '&quot;so&quot; ', "d'", '&#228;', '&#x1F600;', '&amp;', '&lt;b&gt;', '`', '\\', '$', '\n  ', '你好', ' ', '\t',
];
const NOTES = [
  '<note>by hand</note>', '<note from="lit-localize">old words</note>', '<note from="dev" priority="1">see &lt;there&gt;</note>',
];
const UNIT = /<trans-unit id="([^"]*)">\s*<source>([\s\S]*?)<\/source>|<trans-unit id="([^"]*)">\s*<source\/>/g;
const PLACEHOLDER = /(<x id="\d+" equiv-text="[^"]*"\/>)/;

export const readUnits = (xliff) => [...xliff.matchAll(UNIT)].map(([, id, source, emptyId]) => ({id: id ?? emptyId, source: source ?? ''}));

function restyled(random, placeholder) {
  const [, id, text] = placeholder.match(/id="(\d+)" equiv-text="([^"]*)"/);
  return random.pick([
    placeholder,
    placeholder,
    `<ph id="${id}">${text}</ph>`,
    `<x equiv-text="${text}"  id="${id}" ctype="x-html"/>`,
    `<x id='${id}' equiv-text="${text}"></x>`,
  ]);
}

function translate(random, source, style = restyled) {
  const parts = source.split(PLACEHOLDER);
  const placeholders = random.shuffled(parts.filter((_, i) => i % 2 === 1));
  const words = () => random.some(0, 4, () => random.pick(WORDS)).join('');
  const texts = parts.filter((_, i) => i % 2 === 0).map((text) => random.pick([text, random.pick(WORDS) + text, words()]));
  return texts.flatMap((text, i) => [text, ...(placeholders[i] ? [style(random, placeholders[i])] : [])]).join('');
}

function note(random, indent) {
  return random.chance(0.85) ? '' : `\n${indent}${random.pick(NOTES)}`;
}

function unitText(random, {id, source}, indent) {
  const target = random.chance(0.75) ? `\n${indent}<target${random.pick(STATES)}>${translate(random, source)}</target>` : '';
  const shown = random.chance(0.8) ? source : 'outdated';
  const start = `<trans-unit id="${id}"${random.pick(['', '', '', ' xml:space="preserve"'])}>`;
  return `${start}\n${indent}<source>${shown}</source>${target}${note(random, indent)}\n${indent.slice(2)}</trans-unit>`;
}

const obsolete = (random) => ({id: `gone-${random.below(1e6)}`, source: 'Gone <x id="0" equiv-text="&lt;b&gt;"/>'});

// The units of one catalog, in an order of their own: some are missing, some are obsolete.
export function catalogUnits(random, units) {
  const indent = random.pick(['  ', '  ', '        ']);
  const kept = units.filter(() => random.chance(0.7));
  const all = [...kept, ...random.some(0, 5, () => obsolete(random))];
  const ordered = random.chance(0.5) ? random.shuffled(all) : all;
  return ordered.map((unit) => unitText(random, unit, indent) + random.pick(COMMENTS));
}

const HEADS = [
  (locale) => `<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file target-language="${locale}" source-language="en" original="lit-localize-inputs" datatype="plaintext">
<body>
`,
  (locale) => `<?xml version="1.0"?><xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">
  <file target-language='${locale}' source-language="en">
    <header/>
    <body>
`,
];
const TAILS = [
  '\n</body>\n</file>\n</xliff>\n',
  '\n    </body>\n  </file>\n</xliff>',
  '</body></file></xliff>\n\n',
  '\n<!-- end --></body>\n</file>\n</xliff>\n',
];

// How a catalog begins and ends, and how its lines do.
export function catalogFrame(random, locale) {
  const head = random.pick(HEADS)(locale);
  const tail = random.pick(TAILS);
  const lineEnd = random.chance(0.8) ? '\n' : '\r\n';
  const mark = random.chance(0.9) ? '' : '\ufeff';
  return (units) => mark + (head + units.join('\n') + tail).replaceAll('\n', lineEnd);
}

// ---- XLB

const asPh = (_, placeholder) => placeholder.replace(/<x id="(\d+)" equiv-text="([^"]*)"\/>/, '<ph name="$1">$2</ph>');

export function xlbUnits(random, units) {
  const kept = random.shuffled(units.filter(() => random.chance(0.7)));
  return [...kept, ...random.some(0, 3, () => obsolete(random))].map(({id, source}) =>
    `    <msg name="${id}"${random.pick(['', '', ' desc="by hand"', ' extra="x"'])}>${translate(random, source, asPh)}</msg>`);
}

export const xlbFrame = (locale) => (units) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<localizationbundle locale="${locale}">\n  <messages>\n${units.join('\n')}\n  </messages>\n</localizationbundle>\n`;
