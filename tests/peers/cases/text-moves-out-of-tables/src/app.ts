import {msg, str} from '@lit/localize';
import {html} from 'lit';
declare const a: any, b: any, c: any;
msg(html`<table><tr><td>x</table>`);
msg(html`<table>x<tr><td>y</td></tr></table>`);
msg(html`<table><tr>${a}</tr></table>`);
msg(html`<tr><td>x</td></tr>`);
msg(html`<td>x`);
msg(html`<table><caption>c</caption><thead><tr><th>h</thead></table>`);
