import {msg} from '@lit/localize';
msg('A/x');
