import {msg} from '@lit/localize';
msg('Log in', {id: 'login'});
