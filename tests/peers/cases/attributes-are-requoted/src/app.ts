import {msg, str} from '@lit/localize';
import {html} from 'lit';
declare const a: any, b: any, c: any;
msg(html`<b a='1' b=2 c d="">x</b>`);
msg(html`<b a='x"y'>x</b>`);
msg(html`<b a="&lt;&amp;&gt;&quot;&apos;">x</b>`);
msg(html`<b a="x&nbsp;y">z</b>`);
msg(html`<b a=1 a=2>x</b>`);
msg(html`<b a = "1"
 b="2">x</b>`);
msg(html`<b title="über 😀">x</b>`);
msg(html`<b a=x/y>z</b>`);
msg(html`<b data-x="a=b&c">z</b>`);
