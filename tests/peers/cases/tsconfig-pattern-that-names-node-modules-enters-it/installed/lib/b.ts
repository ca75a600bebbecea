import {msg} from '@lit/localize';
msg('b');
