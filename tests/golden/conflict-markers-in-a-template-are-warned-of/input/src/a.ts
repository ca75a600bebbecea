import {msg} from '@lit/localize';
import {html} from 'lit';
export const view = () => html`
<<<<<<< HEAD
  ${msg('ours')}
=======
  ${msg('theirs')}
>>>>>>> topic
`;
