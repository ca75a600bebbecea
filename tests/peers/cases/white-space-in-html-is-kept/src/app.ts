import {msg, str} from '@lit/localize';
import {html} from 'lit';
declare const a: any, b: any, c: any;
msg(html`  a   b  `);
msg(html`a

  b`);
msg(html`<p
  class="a"
  id=b
>
  x
</p>`);
msg(html`a	b`);
msg(html`<b	>x</b
>`);
