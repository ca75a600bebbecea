import {msg} from '@lit/localize';
msg('Ab');
