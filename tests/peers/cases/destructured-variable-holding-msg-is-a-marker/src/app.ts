import * as L from '@lit/localize';
import {msg} from '@lit/localize';
const other = (s: string) => s;
const held = {msg, other, inner: {m: msg, 'odd key': msg, 5: msg}};
const {msg: a, other: b, inner: {m: c}} = held;
a('property'); b('no'); c('inner');
const {['msg']: d, ...rest} = L;
d('computed name'); rest.str`no message`;
held.inner['odd key']('key in quotes'); held.inner[5]('number');
const again = held, {inner} = again;
inner.m('alias of an alias');
function f() { const held = {msg: other}; const {msg: a} = held; a('no'); }
