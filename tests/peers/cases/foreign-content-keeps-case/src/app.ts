import {msg, str} from '@lit/localize';
import {html} from 'lit';
declare const a: any, b: any, c: any;
msg(html`<svg viewBox="0 0 1 1"><path d="M0"/></svg>x`);
msg(html`<svg><foreignObject><b>x</b></foreignObject></svg>`);
msg(html`<math><mi>x</mi></math>`);
msg(html`<svg><title>t</title></svg>`);
msg(html`<svg/>x`);
msg(html`<svg><g><p>x</p></g></svg>`);
