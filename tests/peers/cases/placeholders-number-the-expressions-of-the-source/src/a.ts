import {msg, str} from '@lit/localize';
import {html} from 'lit';
const a = 1, b = 2, c = 3;
msg(html`<a href="${a}/${b}">x</a> ${c}!`, {id: 'a'});
