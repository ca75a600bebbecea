import {msg} from '@lit/localize';
msg('top index');
