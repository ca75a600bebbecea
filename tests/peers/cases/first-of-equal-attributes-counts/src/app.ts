import {msg, str} from '@lit/localize';
import {html} from 'lit';
msg(html`<a HREF="1" href='2' Href>a</a>`);
msg(html`<a disabled disabled=x title="a b">b</a>`);
msg(html`<a title='<&"'>c</a>`);
