import {msg, str} from '@lit/localize';
import {html} from 'lit';
msg(html`a\0b`);
msg(html`x\ry\r\nz`);
msg(html`<p\fclass=a>x</p>`);
