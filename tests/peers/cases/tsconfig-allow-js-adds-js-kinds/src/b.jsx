import {msg} from '@lit/localize';
msg('jsx');
