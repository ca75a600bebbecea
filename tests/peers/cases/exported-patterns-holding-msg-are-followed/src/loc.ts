import * as L from '@lit/localize';
const other = (s: string) => s;
export const {msg: a} = L;
export const {b = L.msg} = {};
export const [c] = [L.msg];
export const {x: {d}} = {x: {d: L.msg}};
export const {e = L.msg} = {e: other};
