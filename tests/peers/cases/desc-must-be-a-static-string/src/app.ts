import {msg, str} from '@lit/localize';
import {html} from 'lit';
msg('a', {desc: `x${1}`});
msg('b', {desc: 'a' + 'b'});
msg('c', {desc: undefined});
msg('d', {desc: ('x')});
