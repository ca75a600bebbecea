import {msg} from '@lit/localize';
msg('a', {id: 'a'});
msg('b', {id: 'b'});
