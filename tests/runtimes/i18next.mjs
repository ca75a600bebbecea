#!/usr/bin/env node
// i18next says what the catalogs say, when it loads the bundles that glot builds: the current version those of version 4
// of its JSON, version 20 those of version 3. The keys of plurals are those that i18next's own PluralResolver lists.
//     i18next.mjs [COUNT [SEED]]
import i18next from 'i18next';
import old from 'i18next-v3';
import {build, locales, Messages, Random, readJson, said, sourceLocale, Tally} from './lib/messages.mjs';

const [count = '200', seed = '1'] = process.argv.slice(2);
const tally = new Tally(), everywhere = [sourceLocale, ...locales];

// One number and one value at most, and nothing in the texts that i18next would take for code: it has no escape.
class Texts extends Messages {
  constructor(random, choices) {
    super(random, {choices, exact: false, offset: false, tags: true, crumb: (text) => !/[{$]/.test(text)});
  }

  plan() {
    const plan = super.plan();
    const extra = (kinds) => plan.args.filter(({kind}) => kinds.includes(kind)).slice(1);
    for (const arg of [...extra(['plural', 'selectordinal']), ...extra(['select'])]) Object.assign(arg, {kind: 'plain', offset: undefined});
    return plan;
  }
}

class TextsV4 extends Texts {
  choice(arg, locale, inside) {
    const choice = super.choice(arg, locale, inside);
    if (arg.kind === 'plural' && inside.length === 0 && this.random.chance(30)) choice.cases.unshift(['=0', [this.text()]]);
    return choice;
  }
}

// Version 3 has one form for what Welsh says in four ways.
class TextsV3 extends Texts {
  choice(arg, locale, inside) {
    const choice = super.choice(arg, locale, inside);
    if (arg.kind !== 'plural' || locale !== 'cy') return choice;
    const shared = choice.cases.filter(([key]) => ['zero', 'few', 'many', 'other'].includes(key));
    const most = shared.map(([, pieces]) => pieces).reduce((a, b) => (a.length > b.length ? a : b));
    for (const form of shared) form[1] = most;
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

const {messages, paths} = check('v4', new TextsV4(new Random(seed), ['plural', 'selectordinal', 'select']), 'i18next', false, (locale, bundle) => {
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

check('v3', new TextsV3(new Random(seed), ['plural', 'select']), 'i18next-v3', true, (locale, bundle) => {
  const instance = old.createInstance(), {interpolation, ...others} = options(locale, bundle);
  const format = (value, name, lng) => (name === 'number' ? new Intl.NumberFormat(lng).format(value) : value);
  instance.init({...others, interpolation: {...interpolation, format}});
  return instance.t.bind(instance);
});
tally.end();
