import {msg, type MsgFn} from '@lit/localize';
class A { constructor(public this?: MsgFn) {} b() { this.this?.('no'); this.this!('asserted'); } }
