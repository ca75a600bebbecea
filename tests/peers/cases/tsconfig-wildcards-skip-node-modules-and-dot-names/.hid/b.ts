import {msg} from '@lit/localize';
msg('hid');
