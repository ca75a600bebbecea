import {msg} from '@lit/localize';
msg('exact');
