import {msg} from '@lit/localize';
msg('before element');
const x = <b>never;
msg('after element');
