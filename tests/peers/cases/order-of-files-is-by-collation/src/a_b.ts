import {msg} from '@lit/localize';
msg('a_b');
