import {msg, str} from '@lit/localize';
import {html} from 'lit';
const a = 1, b = 2;
msg(html`x ${a} <b>y</b> ${b}`, {id: 'a'});
