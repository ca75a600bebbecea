// Do not modify this file by hand!
// Re-generate this file by running glot build

import {html} from 'lit';

/* eslint-disable no-irregular-whitespace */

export const templates = {
  'h5fa283d277b0727c': html`<my-el .someProp="${0}" @myEvent="${1}">y</my-el>`,
  'sdd815e428dd2dd90': `A & B`,
};
