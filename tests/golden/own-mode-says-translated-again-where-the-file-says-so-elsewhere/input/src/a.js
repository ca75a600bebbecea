import {msg} from '@lit/localize';
msg('Open daily', {id: 'hours'});
msg('Hello World');
