import {msg, str} from '@lit/localize';
import {html} from 'lit';
declare const a: any, b: any, c: any;
msg(html`<a href="?a=1&copy=2&amp;b">x</a>`);
msg(html`<a href="?a&copy">x</a>`);
msg(html`<a t="&lt;b&gt; &quot;q&quot; &#39;">x</a>`);
msg(html`<a t="&copyx &copy; &notit;">x</a>`);
