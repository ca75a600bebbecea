import {msg} from '@lit/localize';
msg('ui');
