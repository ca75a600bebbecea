import {msg, str} from '@lit/localize';
import {html} from 'lit';
msg(html` <b>x</b> `);
msg(html`<b>x</b> <i>y</i>`);
msg(html`<b>x</b>
  <i>y</i>
`);
msg(html`
  <p>x</p>
  <p>y</p>
`);
msg(html`<b> </b>`);
msg(html`<b></b>`);
msg(html``);
msg(html` `);
msg(html`&nbsp;<b>x</b>&nbsp;<i>y</i>&emsp;`);
