// Do not modify this file by hand!
// Re-generate this file by running glot build

import {html} from 'lit';
import {str} from '@lit/localize';

/* eslint-disable no-irregular-whitespace */

export const templates = {
  'hc82b0a94b2b515a6': html`‮Read‬ ‮the‬ <a href="/terms">‮terms‬ ‮of‬ ‮use‬</a> ‮&amp;‬ ‮more‬`,
  's5008e1d0e7319de8': str`‮Hello‬ ${0}‮,‬ ‮you‬ ‮have‬ ${1} ‮new‬ ‮messages‬ ‮at‬ https://example.com/inbox`,
  'scb04435672ac5410': `‮Log‬ ‮in‬`,
};
