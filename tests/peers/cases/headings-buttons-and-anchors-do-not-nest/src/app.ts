import {msg, str} from '@lit/localize';
import {html} from 'lit';
declare const a: any, b: any, c: any;
msg(html`<h1>a<h2>b</h2></h1>`);
msg(html`<button>a<button>b</button>`);
msg(html`<a href="1">x<a href="2">y</a>`);
msg(html`<form>a<form>b</form>`);
msg(html`<nobr>a<nobr>b`);
