import {msg} from '@lit/localize';
msg('y');
