import {msg} from '@lit/localize';
msg('e.mts');
