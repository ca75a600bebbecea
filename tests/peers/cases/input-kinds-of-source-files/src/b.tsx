import {msg} from '@lit/localize';
msg('tsx');
