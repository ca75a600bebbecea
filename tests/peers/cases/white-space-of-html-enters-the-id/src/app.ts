import {msg, str} from '@lit/localize';
import {html} from 'lit';
msg(html`<b>x</b>`);
msg(html`<b>x</b >`);
msg(html`<b >x</b>`);
