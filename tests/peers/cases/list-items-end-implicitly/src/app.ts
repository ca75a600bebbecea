import {msg, str} from '@lit/localize';
import {html} from 'lit';
declare const a: any, b: any, c: any;
msg(html`<ul><li>a<li>b</ul>`);
msg(html`<ol>
<li>a</li>
<li>b
</ol>`);
msg(html`<dl><dt>a<dd>b<dt>c<dd>d</dl>`);
msg(html`<select><option>a<option selected>b</select>`);
msg(html`<li>a<li>b`);
msg(html`<ul><li>a<ul><li>b</ul><li>c</ul>`);
msg(html`<optgroup><option>a`);
