import {msg} from '@lit/localize';
declare const c: boolean;
const other = (s: string) => s;
(c ? msg : other)('no');
msg('kept');
