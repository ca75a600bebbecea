import {msg} from '@lit/localize';
msg('Bye');
