#!/usr/bin/env node
// i18next says what the catalogs say, when it loads the bundles that glot builds: the current version those of version 4
// of its JSON, version 20 those of version 3. The keys of plurals are those that i18next's own PluralResolver lists.
//     i18next.mjs [COUNT [SEED]]
import i18next from 'i18next';
import old from 'i18next-v3';
import {build, locales, Messages, Random, readJson, said, sourceLocale, Tally} from './lib/messages.mjs';
import {seedOf} from '../seed.mjs';

const [count = '200', seed = seedOf(1)] = process.argv.slice(2);
const tally = new Tally(), everywhere = [sourceLocale, ...locales];

// One number and one value at most, and nothing in the texts that i18next would take for code: it has no escape.
class Texts extends Messages {
  constructor(random, choices, exact) {
    super(random, {choices, exact, offset: false, crumb: (text) => !/[{$]/.test(text)});
  }

  plan() {
    const plan = super.plan();
    const extra = (kinds) => plan.args.filter(({kind}) => kinds.includes(kind)).slice(1);
    for (const arg of [...extra(['plural', 'selectordinal']), ...extra(['select'])]) Object.assign(arg, {kind: 'plain', offset: undefined});
    return plan;
  }
}

// Version 3 has one form for what Welsh says in four ways, and one for all numbers in Chinese: one text for all of them.
const shared = {cy: ['zero', 'few', 'many', 'other'], zh: ['=1', 'other']};

class TextsV3 extends Texts {
  choice(arg, locale, inside) {
    const choice = super.choice(arg, locale, inside);
    if (arg.kind !== 'plural' || !shared[locale]) return choice;
    const forms = choice.cases.filter(([key]) => shared[locale].includes(key));
    const all = forms.flatMap(([, pieces]) => [...pieces, {arg: arg.name}]); // texts side by side would be one
    for (const form of forms) form[1] = all;
    return choice;
  }
}

function check(title, texts, format, whole, open) {
  const messages = texts.list(Number(count)).filter(({id}) => id !== '__proto__');
  const paths = build(messages, {format}, '.json');
  for (const locale of everywhere) {
    const bundle = readJson(paths[locale]), t = open(locale, bundle);
    for (const message of messages) {
      const number = message.plan.args.find(({kind}) => kind === 'plural' || kind === 'selectordinal');
      const select = message.plan.args.find(({kind}) => kind === 'select');
      for (let i = 0; i < 4; i++) {
        const values = texts.values(message);
        if (number && whole) values[number.name] = Math.round(values[number.name]);
        const options = {...values, count: number && values[number.name], context: select && values[select.name], ordinal: number?.kind === 'selectordinal'};
        const wanted = said(message.texts[locale], values, locale, (name, content) => `<${name}>${content}</${name}>`);
        tally.same(`${title} ${locale} ${message.id} ${JSON.stringify(values)}`, t(message.id, options), wanted);
      }
    }
  }
  return {messages, paths};
}

const options = (lng, bundle) => ({lng, fallbackLng: false, nsSeparator: false, resources: {[lng]: {translation: bundle}}, interpolation: {escapeValue: false}, showSupportNotice: false});

// ---- version 4

const {messages, paths} = check('v4', new Texts(new Random(seed), ['plural', 'selectordinal', 'select'], ['=0']), 'i18next', false, (locale, bundle) => {
  const instance = i18next.createInstance();
  instance.init(options(locale, bundle));
  return instance.t;
});

for (const locale of everywhere) {
  const instance = i18next.createInstance(), bundle = readJson(paths[locale]);
  instance.init(options(locale, bundle));
  for (const {id, plan} of messages) {
    const number = plan.args.find(({kind}) => kind === 'plural' || kind === 'selectordinal');
    if (!number) continue;
    const forms = instance.services.pluralResolver.getSuffixes(locale, {ordinal: number.kind === 'selectordinal'}).map((suffix) => id + suffix);
    tally.same(`${locale} ${id}: the forms that i18next lists`, forms.filter((key) => !Object.hasOwn(bundle, key)).join(' '), '');
  }
}

// ---- version 3

check('v3', new TextsV3(new Random(seed), ['plural', 'select'], ['=1']), 'i18next-v3', true, (locale, bundle) => {
  const instance = old.createInstance(), {interpolation, ...others} = options(locale, bundle);
  const format = (value, name, lng) => (name === 'number' ? new Intl.NumberFormat(lng).format(value) : value);
  instance.init({...others, interpolation: {...interpolation, format}});
  return instance.t.bind(instance);
});
tally.end();
