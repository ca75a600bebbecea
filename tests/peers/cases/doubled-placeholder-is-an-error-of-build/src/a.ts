import {msg, str} from '@lit/localize';
import {html} from 'lit';
const a = 1;
msg(html`x ${a} y <b>z</b>`, {id: 'a'});
