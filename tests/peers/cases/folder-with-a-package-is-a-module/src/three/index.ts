import {msg} from '@lit/localize';
msg('index');
