import {msg} from '@lit/localize';
msg('c');
