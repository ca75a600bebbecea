import {msg} from '@lit/localize';
msg('a', {id: 'first', id: 'second', desc: 'one', desc: 'two'});
