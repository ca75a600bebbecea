import {msg} from '@lit/localize';
msg('t');
