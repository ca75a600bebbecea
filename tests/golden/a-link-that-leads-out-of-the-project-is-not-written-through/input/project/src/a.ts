import {msg} from '@lit/localize';
msg('Hi');
