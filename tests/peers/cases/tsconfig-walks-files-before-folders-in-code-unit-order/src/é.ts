import {msg} from '@lit/localize';
msg('é');
