// Which form of a message goes with a number: glot writes the forms that the locale has in this order, and one for
// exactly 0 in front of them where the message has one.
const categories = ['zero', 'one', 'two', 'few', 'many', 'other'];

export function pluralRule(locale) {
  const rules = new Intl.PluralRules(locale);
  const forms = categories.filter((name) => rules.resolvedOptions().pluralCategories.includes(name));
  return (number, count) => {
    const hasZero = count > forms.length;
    return hasZero && number === 0 ? 0 : forms.indexOf(rules.select(number)) + hasZero;
  };
}
