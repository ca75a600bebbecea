import {msg} from '@lit/localize';
msg('ä');
