import {msg} from '@lit/localize';
msg('B');
