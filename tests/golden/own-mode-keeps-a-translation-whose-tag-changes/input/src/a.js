import {msg} from '@lit/localize';
msg(html`Hello World`);
