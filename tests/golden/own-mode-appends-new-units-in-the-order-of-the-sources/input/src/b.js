import {msg} from '@lit/localize';
msg('Second file');
