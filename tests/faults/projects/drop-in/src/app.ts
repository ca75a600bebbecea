import {html} from 'lit';
import {msg, str} from '@lit/localize';
import './parts/panel.js';

export const page = (name: string) => html`
  <h1>${msg('Welcome')}</h1>
  <p>${msg(str`Hello ${name}`)}</p>`;
