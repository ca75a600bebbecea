import {msg} from '@lit/localize';
msg('before template');
const x = `never
msg('after template');
