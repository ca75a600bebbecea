import {msg} from '@lit/localize';
msg('shown');
