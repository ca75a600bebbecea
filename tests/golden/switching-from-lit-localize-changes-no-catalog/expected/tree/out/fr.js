// Do not modify this file by hand!
// Re-generate this file by running glot build

import {html} from 'lit';
import {str} from '@lit/localize';

/* eslint-disable no-irregular-whitespace */

export const templates = {
  's3d58dee72d4e0c27': `Hello World`,
  'saed7d3734ce7f09d': str`Hello ${0}`,
  'terms': html`Read the <a href="/terms">terms</a> &amp; pay`,
};
