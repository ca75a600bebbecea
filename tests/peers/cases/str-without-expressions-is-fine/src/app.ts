import {msg, str} from '@lit/localize';
import {html} from 'lit';
msg(str`plain`);
msg(html`plain`);
