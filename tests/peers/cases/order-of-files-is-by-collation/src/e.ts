import {msg} from '@lit/localize';
msg('e');
