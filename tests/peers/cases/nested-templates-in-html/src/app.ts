import {msg, str} from '@lit/localize';
import {html} from 'lit';
declare const a: any, b: any, c: any;
msg(html`a ${html`<b>${b}</b>`} c`);
msg(html`<a title=${msg('t')}>${msg(html`in <i>x</i>`)}</a> z`);
msg(html`${c.map((x: any) => html`<li>${x}</li>`)} q`);
