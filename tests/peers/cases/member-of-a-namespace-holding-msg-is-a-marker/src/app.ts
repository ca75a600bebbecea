import * as L from '@lit/localize';
import {msg} from '@lit/localize';
namespace N { export const m = msg; const n = msg; n('inside'); export namespace K { export const k = msg; m('further inside'); } }
N.m('exported'); (N as any).n('no'); N.K.k('inner namespace');
import alias = N.m; alias('import alias');
import other = L.msg; other('import alias of a module');
declare namespace P { const m: typeof msg; } P.m('declared');
namespace R { export function msg(s: string) { return s; } msg('no'); } R.msg('no');
