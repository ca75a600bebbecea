import {msg} from '@lit/localize';
msg('xz');
