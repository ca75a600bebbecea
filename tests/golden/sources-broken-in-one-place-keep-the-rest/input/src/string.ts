import {msg} from '@lit/localize';
msg('before string');
const x = 'never
msg('after string');
