import {msg} from '@lit/localize';
msg('Hello World');
msg('Twice', {id: 'twice'});
