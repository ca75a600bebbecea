import {msg} from '@lit/localize';
msg('a', {id: 'a', desc: 'd'});
