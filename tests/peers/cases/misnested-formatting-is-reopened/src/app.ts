import {msg, str} from '@lit/localize';
import {html} from 'lit';
declare const a: any, b: any, c: any;
msg(html`<b>x<p>y</b>z</p>`);
msg(html`<b><p>x</b>y</p>`);
msg(html`<b><i>x</b>y</i>z`);
msg(html`<a><b>x</a>y</b>`);
msg(html`<b>1<div>2<i>3</b>4</div>5`);
msg(html`<p><b>x<p>y`);
