import {msg} from '@lit/localize';
import {html} from './mine.js';
msg(html`<b>x</b>`);
