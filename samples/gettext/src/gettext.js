// The run-time side of the gettext calls: looks texts up in a bundle that `glot build` wrote.
import {readFileSync} from 'node:fs';

let texts = {};
let plurals = new Intl.PluralRules('en');

export function load(locale) {
  texts = JSON.parse(readFileSync(new URL(`../bundles/${locale}.json`, import.meta.url), 'utf8'));
  plurals = new Intl.PluralRules(locale);
}

// "%d" and "%s" are replaced by the values in their order.
export const format = (text, ...values) => text.replace(/%[ds]/g, () => values.shift());

export const _ = (text) => texts[text] ?? text;

export const pgettext = (context, text) => texts[`${context}\u0004${text}`] ?? text;

export function ngettext(one, other, count) {
  const forms = texts[one] ?? {one, other};
  return forms[plurals.select(count)] ?? forms.other;
}
