import {msg} from '@lit/localize';
msg('a');
