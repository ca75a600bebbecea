import {msg} from '@lit/localize';
const o = {msg, t: msg};
o.msg('shorthand');
o.t('property');
class C {
  t = msg;
  f() { return this.t('field'); }
}
