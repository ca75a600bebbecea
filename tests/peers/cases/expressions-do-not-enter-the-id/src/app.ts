import {msg, str} from '@lit/localize';
import {html} from 'lit';
const a = 1, b = 2;
msg(str`n ${a}`);
msg(str`n ${b}`);
msg(html`<b>${a}</b> x`);
msg(html`<b>${b}</b> x`);
