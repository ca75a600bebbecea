import {msg, str} from '@lit/localize';
msg('Save', {id: 'save'});
msg(str`Hello ${name}`, {id: 'hello'});
msg('12 %', {id: 'part'});
