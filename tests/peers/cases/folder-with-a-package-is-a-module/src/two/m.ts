import {msg} from '@lit/localize';
msg('main');
