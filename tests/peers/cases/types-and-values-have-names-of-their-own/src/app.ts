import {msg} from '@lit/localize';
function a() { type msg = string; msg('type alias'); }
function b() { interface msg { x: 1 } msg('interface'); }
function c() { enum msg { a } (msg as any)('no'); }
function d() { class msg {} (msg as any)('no'); }
function e<msg>() { msg('type parameter'); }
type M = typeof msg;
function f() { const M = (s: string) => s; M('no'); const m: M = msg; m('the type is meant'); }
