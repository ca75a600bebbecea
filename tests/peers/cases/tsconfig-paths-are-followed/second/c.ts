import {msg} from '@lit/localize';
msg('second c');
