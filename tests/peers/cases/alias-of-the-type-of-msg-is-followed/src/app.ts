import {msg} from '@lit/localize';
type M = typeof msg;
type N = M;
function f(m: M, n: N) { m('alias'); n('alias of an alias'); }
(msg as M)('assertion'); (<M>msg)('old assertion'); (msg as unknown as M)('two assertions');
interface I { m: M; other(s: string): string; n?: M }
function g(i: I, {m, other}: I) { i.m('interface'); i.other('no'); m('destructured'); other('no'); i.n!('not undefined'); }
type P = {m: M, inner: {m: M}}; declare const p: P; p.m('object type'); p.inner.m('inner object type');
declare const q: I['m']; q('indexed');
declare const r: M & {x: number}; r('intersection');
declare const s: M | typeof msg; s('union');
declare const t: M | ((s: string) => string); t('no');
function h() { type M = (s: string) => string; const m: M = msg; m('no'); }
function j<M extends (s: string) => string>(m: M) { m('no'); }
interface G<T> { m: T } declare const u: G<(s: string) => string>; u.m('no');
class K { m = msg } declare const v: K; v.m('type of a class');
