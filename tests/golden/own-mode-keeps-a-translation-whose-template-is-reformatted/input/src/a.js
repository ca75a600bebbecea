import {msg} from '@lit/localize';
msg(html`
  <p>Read the terms</p>
`);
