// What the translations of the cases say. All messages have a translation in `de`, their own text in brackets, unless this table says
// otherwise; in `fr` only those that are listed. `{0}` is a placeholder of the source.
export const translations = {
  'given-id': {fr: 'Avec un id'},
  'both-id': {fr: '`Les` ${deux} \\ "mots" \'simples\''},
  'over-lines': {fr: 'Sur\nplusieurs\r\nlignes'},
  'never-translated': {de: null},
  'never-translated-either': {de: null},
  'never-translated-html': {de: null},
  'becomes-empty': {de: '', fr: ''},
  'swapped-html': {de: '{1} nach {0}', fr: 'x {1} puis {0}'},
  'swapped-str': {de: '{1}, dann {0}', fr: '{1} `puis` ${{0}}'},
  'swapped-in-html': {de: '{1} und {0}', fr: '{0} et {1}'},
  'swapped-nested': {de: '{1} nach {0}'},
  'several-in-one': {de: '{1} oder {0}'},
  'swapped-attributes': {de: '{2}zwei{3} und {0}eins{1}'},
  'swapped-effects': {de: '{2}+{0}+{1}', fr: '{1}{2}{0}'},
  'ts-swapped': {de: '{1} und {0}'},
};
