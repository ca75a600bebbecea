import {msg} from '@lit/localize';
msg('mjs');
