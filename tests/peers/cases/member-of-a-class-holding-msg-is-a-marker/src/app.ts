import {msg, type MsgFn} from '@lit/localize';
class A {
  static s = msg; n = msg; #p = msg; declared: MsgFn = msg;
  constructor(private field: MsgFn, readonly other = msg, plain = msg) { plain('parameter'); }
  get got() { return msg; }
  static a() { this.s('static this'); this.n('no'); }
  b() { this.n('this'); this.s('no'); this.#p('private name'); this.declared('declared'); this.field('parameter property'); }
  c() { this.other('parameter property with a default'); this.got('getter'); this.plain('no'); }
  d() { function inner(this: any) { this.n('no'); } const arrow = () => this.n('arrow function'); }
  e() { return {n: (s: string) => s, f() { return this.n('no'); }}; }
  static { this.s('static block'); }
  static g = () => this.s('static field'); h = () => this.n('field');
  i() { const self = this; self.n('alias of this'); A.s('by name'); new A(msg).n('new object'); }
}
class B extends A { j() { this.n('inherited'); super.got('super'); B.s('inherited static'); } static k() { this.s('static inherited'); } }
A.s('outside'); A.n('no'); new B(msg).n('object of a subclass'); new A(msg).s('no');
const C = class { static m = msg; }; C.m('class expression');
class D { n = (s: string) => s; l() { this.n('no'); } }
class E extends A { n = msg; static t = (s: string) => s; } E.t('no'); new E(msg).n('overridden');
