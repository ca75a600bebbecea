import {msg, str} from '@lit/localize';
msg(str`Hello ${first}, ${last}`, {id: 'hello'});
msg('Hello World');
