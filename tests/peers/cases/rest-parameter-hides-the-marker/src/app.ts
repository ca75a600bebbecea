import {msg, str} from '@lit/localize';
export function f(...msg: any[]) { msg('no'); }
export const g = (a: string, ...[msg, b]: any[]) => msg('no ' + b);
export const o = { m(...msg: any[]) { return { get n() { return msg('no'); } }; } };
msg('the import again');
