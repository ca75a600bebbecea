import {msg} from '@lit/localize';
msg('0');
