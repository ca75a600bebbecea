import {msg} from '@lit/localize';
msg('r');
