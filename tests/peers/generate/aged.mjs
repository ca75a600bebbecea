// A real catalog, made out of date: as if code and translators had gone on without it.

const UNIT = /(\s*)(<trans-unit\b[^>]*>)([\s\S]*?)<\/trans-unit>/g;
const TARGET = /(<target\b[^>]*>)([\s\S]*?)<\/target>/;
const PLACEHOLDER = /(<x\b[^>]*\/>|<x\b[^>]*><\/x>|<ph\b[^>]*>[^<]*<\/ph>)/;
const STATES = ['', ' state="translated"', ' state="needs-review-translation"', ' xml:space="preserve"'];
const NOTES = ['<note>by hand</note>', '<note from="lit-localize">old words</note>', '<note from="dev" priority="1">a &lt; b</note>'];

const inTarget = (change) => (random, body, others) =>
  body.replace(TARGET, (_, start, text) => `${start}${change(random, text, others)}</target>`);

// The placeholders change places, the texts stay.
function permuted(random, text) {
  const parts = text.split(PLACEHOLDER);
  const placeholders = random.shuffled(parts.filter((_, i) => i % 2 === 1));
  return parts.map((part, i) => (i % 2 === 1 ? placeholders[i >> 1] : part)).join('');
}

// Another translation that has no placeholders either.
function exchanged(random, text, others) {
  return PLACEHOLDER.test(text) || others.length === 0 ? text : random.pick(others);
}

// What can have happened to the inside of a unit.
const CHANGES = [
  (_, body) => body.replace(/(<source\b[^>]*[^/]>)[\s\S]*?<\/source>/, '$1Old words</source>'),
  (_, body) => body.replace(/\s*<target\b[^>]*(\/>|>[\s\S]*?<\/target>)/, ''),
  (random, body) => body.replace(/<target>/, `<target${random.pick(STATES)}>`),
  (random, body) => `${body.trimEnd()}\n  ${random.pick(NOTES)}\n`,
  (_, body) => body.replace(/\s*<note\b[\s\S]*?<\/note>/g, ''),
  (_, body) => body.replace(/\n\s*/g, ''),
  inTarget(permuted), inTarget(permuted), inTarget(exchanged), inTarget(exchanged), inTarget((_, text) => `${text} ✓`),
];

const plainTargets = (xliff) => [...xliff.matchAll(new RegExp(TARGET, 'g'))].map((match) => match[2]).filter((text) => !text.includes('<'));

export function aged(random, xliff) {
  const others = plainTargets(xliff);
  return xliff.replace(UNIT, (unit, space, start, body) => {
    if (random.chance(0.1)) return '';
    const opening = random.chance(0.05) ? start.replace(/id="/, 'id="gone-') : start;
    const inside = random.chance(0.4) ? random.pick(CHANGES)(random, body, others) : body;
    const comment = random.chance(0.02) ? `${space}<!-- by hand -->` : '';
    return `${comment}${space}${opening}${inside}</trans-unit>`;
  });
}
