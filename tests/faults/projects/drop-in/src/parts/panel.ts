import {html} from 'lit';
import {msg} from '@lit/localize';

export const panel = html`${msg(html`Close this <b>panel</b>`, {desc: 'A button'})}`;
