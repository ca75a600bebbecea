import {msg} from '@lit/localize';
const a: [string] = ['x'];
msg(...a);
