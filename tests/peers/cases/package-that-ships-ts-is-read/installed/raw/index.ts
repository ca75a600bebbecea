import {msg} from '@lit/localize';
msg('raw');
