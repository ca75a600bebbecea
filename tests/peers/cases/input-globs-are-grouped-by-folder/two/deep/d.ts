import {msg} from '@lit/localize';
msg('2d');
