import {msg} from '@lit/localize';
msg('js.js');
