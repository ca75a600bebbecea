import {msg, str} from '@lit/localize';
msg(str`Hi ${c}`, {id: 'hi'});
msg(str`Dear ${c}`, {id: 'dear'});
msg(str`Bye ${c}`, {id: 'bye'});
