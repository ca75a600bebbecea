import {msg} from '@lit/localize';
msg('s');
