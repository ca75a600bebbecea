import {msg} from '@lit/localize';
msg('types');
