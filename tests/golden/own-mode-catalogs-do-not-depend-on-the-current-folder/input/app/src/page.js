import {msg} from '@lit/localize';
export const title = msg('Corner shop');

export const greeting = msg('Welcome');
