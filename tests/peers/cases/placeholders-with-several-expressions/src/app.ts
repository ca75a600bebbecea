import {msg, str} from '@lit/localize';
import {html} from 'lit';
const a = 1, b = 2, c = 3;
msg(html`x <a href="${a}/${b}" title=${c}>y</a> z ${a}`, {id: 'm'});
