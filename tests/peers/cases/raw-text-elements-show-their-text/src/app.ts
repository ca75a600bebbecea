import {msg, str} from '@lit/localize';
import {html} from 'lit';
declare const a: any, b: any, c: any;
msg(html`<style>a > b { c: d }</style>x`);
msg(html`<script>if (a < b) c()</script>x`);
msg(html`<textarea>
 a <b>&amp;</textarea>x`);
msg(html`<title>a <b></title>x`);
msg(html`<pre>
  a
  b</pre>`);
msg(html`<noscript><b>x</b></noscript>`);
msg(html`<iframe>a<b></iframe>x`);
msg(html`<xmp><b></xmp>`);
