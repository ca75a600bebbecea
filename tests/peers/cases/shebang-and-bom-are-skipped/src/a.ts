import {msg} from '@lit/localize';
msg('bom');
