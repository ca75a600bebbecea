import './c.js';
import {msg} from '@lit/localize';
msg('b');
export const b = 1;
