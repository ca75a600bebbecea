import {msg} from '@lit/localize';
import * as L from '@lit/localize';
declare const any: any;
export const a = {
  m(t = msg) { t('method of an object'); },
  f: (t = msg) => t('arrow of an object'),
  n: { g: function ({msg: t} = L) { t('nested'); } },
};
export const b: { m(t: any): void } = { m(t = msg) { t('no: the type of the variable'); } };
export const c = { m(t = msg) { t('no: satisfies'); } } satisfies { m(t: (x: string) => void): void };
export class K {
  f = (t = msg) => t('field');
  g: (t: any) => void = (t = msg) => t('no: the type of the field');
  static h = { i: (t = msg) => t('object of a field') };
  j = ((t = msg) => t('in parentheses'));
}
((t = msg) => t('no: the argument'))(any);
export const {q}: {q: (t: any) => void} = { q(t = msg) { t('no: the type of the pattern'); } };
export default { m(t = msg) { t('exported default object'); } };
