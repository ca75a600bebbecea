import {msg} from '@lit/localize';
msg('mts');
