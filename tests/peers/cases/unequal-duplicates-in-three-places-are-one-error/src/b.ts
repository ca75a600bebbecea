import {msg} from '@lit/localize';
msg('b', {id: 'x'});
msg('a', {id: 'x'});
msg('c', {id: 'x'});
