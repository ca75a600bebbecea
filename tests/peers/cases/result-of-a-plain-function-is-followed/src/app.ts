import {msg} from '@lit/localize';
const other = (s: string) => s;
const a = () => msg; a()('arrow function');
function b() { return msg; } b()('function');
function c(): typeof msg { return msg; } c()('declared result');
function d(): (s: string) => string { return msg; } d()('no');
function e(x: boolean) { if (x) return msg; return other; } e(true)('no');
function f(msg: (s: string) => string) { return msg; } f(other)('no');
const g = async () => msg; (g() as any)('no');
function h(): typeof msg; function h() { return msg; }
const i = {get m() { return msg; }, n() { return msg; }}; i.m('getter'); i.n()('method');
(() => msg)()('called at once'); (() => ({m: msg}))().m('object');
const mixin = <T extends new (...args: any[]) => {}>(base: T) => class extends base { m = msg; };
class J extends mixin(Object) { k() { this.m('mixin'); } }
