import {msg} from '@lit/localize';
msg('aB');
