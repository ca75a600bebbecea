import {msg, str} from '@lit/localize';
import {html} from 'lit';
msg('S', {id: 'a'});
msg(str`S`, {id: 'a'});
msg(html`S`, {id: 'a'});
msg(html`T`, {id: 'b'});
msg('T', {id: 'b'});
msg(html`<b>x</b>`, {id: 'c'});
msg(html`<i>x</i>`, {id: 'c'});
