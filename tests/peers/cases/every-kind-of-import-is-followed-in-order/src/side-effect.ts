import {msg} from '@lit/localize';
msg('side-effect');
export const x = 1; export type T = 1; export type Y = 1; export interface Z {}
