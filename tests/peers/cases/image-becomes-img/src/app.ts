import {msg, str} from '@lit/localize';
import {html} from 'lit';
declare const a: any, b: any, c: any;
msg(html`<image src="a">x`);
