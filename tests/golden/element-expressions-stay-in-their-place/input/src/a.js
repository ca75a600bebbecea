import {msg} from '@lit/localize';
import {html} from 'lit';
import {ref} from 'lit/directives/ref.js';

export const field = (seen, name) =>
  msg(html`Your name: <input ${ref(seen)} class="big ${name}" ${name}>, <b ${ref(seen)}>${name}</b>`, {id: 'field'});
export const bare = (seen) => msg(html`<p ${ref(seen)}>Text</p>`, {id: 'bare'});
