import {msg, str} from '@lit/localize';
import {html} from 'lit';
msg('', {id: 'a'});
msg(html``, {id: 'b'});
msg(str``, {id: 'c'});
msg(str`${1}`, {id: 'd'});
