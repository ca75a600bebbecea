import {msg} from '@lit/localize';
msg('1a');
