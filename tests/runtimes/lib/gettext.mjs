// Random messages as gettext has them, with their translations, and PO files of them.

export const locales = ['ar', 'pl', 'cy', 'zh', 'de'];
const crumbs = ['word', 'é', '中', '🎉', ' ', '\n', '\t', '"', '\\', "'", '%s', '%d', '%1$s', '%%', '{', '}', '{x}', '${x}', '{{', '$t(a)', '<b>', '</script>', '<!--',
  '\u2028', '\u0001', '#', '|', '&amp;', '\u00a0', 'constructor', ':'];

const categories = (locale) => {
  const rules = new Intl.PluralRules(locale);
  const small = new Set(Array.from({length: 1000}, (_, n) => rules.select(n)));
  return ['zero', 'one', 'two', 'few', 'many', 'other'].filter((name) => small.has(name));
};

// msgfmt wants all texts of an entry to begin and end alike with a line feed; here none does.
// {context, source, plural, texts: {locale: string or {category: string}}}
export function messages(random, count) {
  const text = () => Array.from({length: 1 + random.below(4)}, () => random.pick(crumbs)).join('').replace(/^\n+|\n+$/g, 'n') || 'n';
  const seen = new Set(), list = [];
  while (list.length < count) {
    const context = random.chance(0.3) ? text() : undefined, source = text(), plural = random.chance(0.4) ? text() : undefined;
    const key = context === undefined ? source : `${context}\u0004${source}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const texts = {};
    for (const locale of locales)
      if (random.chance(0.9))
        texts[locale] = plural === undefined ? text() : Object.fromEntries(categories(locale).map((name) => [name, text()]));
    list.push({context, source, plural, texts});
  }
  return list;
}

// What gettext would answer: the translation, else the source text in the way of English.
export function answer({source, plural, texts}, locale, count) {
  const text = texts[locale];
  if (text === undefined) return plural === undefined || count === 1 ? source : plural;
  return typeof text === 'string' ? text : text[new Intl.PluralRules(locale).select(count)];
}

// gettext's own formulas, and what CLDR says of Welsh and Arabic.
const formulas = {
  ar: 'nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);',
  pl: 'nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);',
  cy: 'nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n==3 ? 3 : n==6 ? 4 : 5);',
  zh: 'nplurals=1; plural=0;',
  de: 'nplurals=2; plural=(n != 1);',
};

const quoted = (text) => '"' + text.replace(/["\\\n\t\u0001]/g, (c) => ({'"': '\\"', '\\': '\\\\', '\n': '\\n', '\t': '\\t', '\u0001': '\\001'})[c]) + '"';

export function po(list, locale) {
  const header = `Project-Id-Version: test\nLanguage: ${locale}\nMIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\nPlural-Forms: ${formulas[locale]}\n`;
  const entries = list.map(({context, source, plural, texts}) => {
    const text = texts[locale], lines = [];
    if (context !== undefined) lines.push(`msgctxt ${quoted(context)}`);
    lines.push(`msgid ${quoted(source)}`);
    if (plural === undefined) return [...lines, `msgstr ${quoted(text ?? '')}`].join('\n');
    lines.push(`msgid_plural ${quoted(plural)}`);
    categories(locale).forEach((name, i) => lines.push(`msgstr[${i}] ${quoted(text?.[name] ?? '')}`));
    return lines.join('\n');
  });
  return [`msgid ""\nmsgstr ${quoted(header)}`, ...entries].join('\n\n') + '\n';
}
