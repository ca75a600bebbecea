import {msg, type MsgFn} from '@lit/localize';
function f<T extends typeof msg>(m: T) { m('function'); }
const g = <T extends MsgFn>(m: T) => m('arrow function');
function h<T extends typeof msg, U extends T>(m: U) { m('by way of another'); }
class A<T extends typeof msg> { constructor(private m: T) {} i() { this.m('class'); } }
function j<T>(m: T) { (m as any)('no'); }
function k<T extends (s: string) => string>(m: T) { m('no'); }
function l<T extends typeof msg>() { function n<T extends (s: string) => string>(m: T) { m('no'); } }
