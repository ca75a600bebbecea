import {msg} from '@lit/localize';
msg('d');
