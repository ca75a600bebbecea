import {msg} from '@lit/localize';
msg('f.mts');
