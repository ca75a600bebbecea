import {msg} from '@lit/localize';
msg('required');
export const x = 1; export type T = 1; export type Y = 1; export interface Z {}
