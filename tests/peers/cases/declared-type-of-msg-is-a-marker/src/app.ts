import * as L from '@lit/localize';
import type {MsgFn} from '@lit/localize';
declare const a: MsgFn; a('MsgFn');
declare const b: L.MsgFn; b('qualified');
declare const c: typeof L.msg; c('member of a module');
declare const d: typeof L; d.msg('module');
declare const e: typeof import('@lit/localize'); e.msg('imported module');
declare const f: typeof import('@lit/localize').msg; f('member of an imported module');
declare const g: import('@lit/localize').MsgFn; g('imported type');
declare const h: import('@lit/localize').StrResult; (h as any)('no');
let late: typeof import('@lit/localize');
async function i() { late = await import('@lit/localize'); late.msg('assigned later'); }
