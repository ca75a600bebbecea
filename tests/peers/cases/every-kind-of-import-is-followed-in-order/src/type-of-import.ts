import {msg} from '@lit/localize';
msg('type-of-import');
export const x = 1; export type T = 1; export type Y = 1; export interface Z {}
