import {msg} from '@lit/localize';
msg('abc');
