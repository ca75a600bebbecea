import {msg} from '@lit/localize';
msg('ab');
