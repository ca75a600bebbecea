import {msg} from '@lit/localize';
msg('deep');
