import {msg} from '@lit/localize';
msg('f.js');
