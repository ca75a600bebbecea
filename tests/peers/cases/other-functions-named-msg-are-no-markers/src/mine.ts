import {msg as real} from '@lit/localize';
export const msg = (s: string) => s;
real('kept');
