import {msg} from '@lit/localize';
msg('_');
