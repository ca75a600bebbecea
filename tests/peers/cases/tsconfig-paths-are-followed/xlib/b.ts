import {msg} from '@lit/localize';
msg('xlib b');
