import {msg, str} from '@lit/localize';
import {html} from 'lit';
msg('a', {id: ''});
msg('b', {id: ' \t\u00a0'});
msg('c', {id: `x${1}`});
msg('d', {id: 'a' + 'b'});
msg('e', {id: 5 as any});
msg('f', {id: ('x')});
