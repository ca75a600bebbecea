import {msg} from '@lit/localize';
msg('Open');
