export const x = 1;
import {msg} from '@lit/localize';
msg('kept');
