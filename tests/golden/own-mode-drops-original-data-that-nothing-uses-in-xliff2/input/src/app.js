import {msg, str} from '@lit/localize';
msg(str`Hi ${a}`, {id: 'hi'});
msg(str`Dear ${a}`, {id: 'dear'});
msg(str`Bye ${a}`, {id: 'bye'});
