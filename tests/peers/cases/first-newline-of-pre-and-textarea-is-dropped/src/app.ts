import {msg, str} from '@lit/localize';
import {html} from 'lit';
msg(html`<pre>
a
 b</pre>`);
msg(html`<pre>

c</pre>`);
msg(html`<textarea>
d</textarea>`);
msg(html`<listing>
e</listing>`);
msg(html`<div>
f</div>`);
