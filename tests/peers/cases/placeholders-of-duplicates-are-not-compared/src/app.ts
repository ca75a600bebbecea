import {msg, str} from '@lit/localize';
import {html} from 'lit';
const a = 1, b = 2;
msg(str`x ${a} y`, {id: 'one'});
msg(str`x ${b + 1} y`, {id: 'one'});
msg(html`<b>t</b>`, {id: 'two'});
msg(html`<i>t</i>`, {id: 'two'});
