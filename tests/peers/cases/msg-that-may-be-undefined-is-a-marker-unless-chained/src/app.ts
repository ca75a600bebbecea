import {msg, type MsgFn} from '@lit/localize';
function f(m?: MsgFn) { m?.('no'); m!('asserted'); if (m) m('narrowed'); return m && m('narrowed by &&'); }
function g(m: MsgFn | undefined, n: MsgFn | null) { m?.('no'); n?.('no'); m!('asserted'); if (n) n('narrowed'); }
function h(o?: {msg: MsgFn}) { o?.msg('no'); o!.msg('asserted'); if (o) o.msg('narrowed'); }
function i({m, n}: {m?: MsgFn, n: MsgFn}) { m?.('no'); n?.('never undefined'); }
class A { constructor(public m?: MsgFn) {} b() { this.m?.('no'); this.m!('asserted'); } }
const c = Math.random() ? msg : null; c?.('no'); c!('asserted');
const d = msg ?? null; d?.('never null');
const e = msg || undefined; e('never falsy');
