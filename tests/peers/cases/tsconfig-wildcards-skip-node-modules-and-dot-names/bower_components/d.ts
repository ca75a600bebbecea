import {msg} from '@lit/localize';
msg('bower');
