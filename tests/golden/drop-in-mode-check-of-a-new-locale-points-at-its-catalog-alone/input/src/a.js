import {msg} from '@lit/localize';
msg('Hello World');
msg('Bye');
msg('In none');
