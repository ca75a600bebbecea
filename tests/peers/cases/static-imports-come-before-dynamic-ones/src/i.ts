import {msg} from '@lit/localize';
msg('i');
export type F = 1; export type H = 2; export const j = 1;
