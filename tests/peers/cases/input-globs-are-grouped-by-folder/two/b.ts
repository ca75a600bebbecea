import {msg} from '@lit/localize';
msg('2b');
