import {msg, str} from '@lit/localize';
const a = 1;
msg(str`x ${a}`, {id: 'a'});
