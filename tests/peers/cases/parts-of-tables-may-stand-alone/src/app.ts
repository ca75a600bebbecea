import {msg, str} from '@lit/localize';
import {html} from 'lit';
msg(html`<td>a</td><td>b</td>`);
msg(html`<tr><td>c</td></tr>`);
msg(html`<tbody><tr><th>d`);
msg(html`<caption>e</caption>`);
msg(html`<col span=2>`);
msg(html`<li>f</li>`);
