import {msg} from '@lit/localize';
msg('E');
