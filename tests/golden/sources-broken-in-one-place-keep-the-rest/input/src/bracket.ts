import {msg} from '@lit/localize';
msg('before bracket');
const x = f(1, [2;
msg('after bracket');
