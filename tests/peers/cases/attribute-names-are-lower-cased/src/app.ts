import {msg, str} from '@lit/localize';
import {html} from 'lit';
declare const a: any, b: any, c: any;
msg(html`<b .someProp=${a} @myEvent=${b} ?isOn=${c}>x</b>`);
msg(html`<b ARIA-Label="X">y</b>`);
msg(html`<svg viewBox="0 0 1 1" preserveaspectratio="x"><lineargradient/></svg>t`);
