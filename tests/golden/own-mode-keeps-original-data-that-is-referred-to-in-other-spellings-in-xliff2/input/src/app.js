import {msg, str} from '@lit/localize';
msg(str`Bye now ${name}`, {id: 'bye'});
