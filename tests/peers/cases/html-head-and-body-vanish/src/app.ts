import {msg, str} from '@lit/localize';
import {html} from 'lit';
declare const a: any, b: any, c: any;
msg(html`<html><body>x</body></html>`);
msg(html`<head><b>x</b></head>`);
msg(html`<body class="x">y`);
msg(html`x<frameset>y`);
