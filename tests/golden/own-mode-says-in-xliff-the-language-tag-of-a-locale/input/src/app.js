import {msg} from '@lit/localize';
msg('Hello');
