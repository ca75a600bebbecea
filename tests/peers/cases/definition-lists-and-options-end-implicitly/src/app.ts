import {msg, str} from '@lit/localize';
import {html} from 'lit';
msg(html`<dl><dt>a<dd>b<dt>c</dl>d`);
msg(html`<select><option>a<option>b<optgroup label=x><option>c</select>d`);
msg(html`<ruby>a<rt>b<rp>c</ruby>d`);
msg(html`<option>a<option>b`);
