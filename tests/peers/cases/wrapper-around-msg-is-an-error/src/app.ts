import {msg} from '@lit/localize';
export const t = (s: string) => msg(s);
t('no');
