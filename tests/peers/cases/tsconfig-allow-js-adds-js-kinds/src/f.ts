import {msg} from '@lit/localize';
msg('ts');
