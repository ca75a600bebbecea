
    // Do not modify this file by hand!
    // Re-generate this file by running lit-localize

    import {html} from 'lit';
    import {str} from '@lit/localize';

    /* eslint-disable no-irregular-whitespace */
    /* eslint-disable @typescript-eslint/no-explicit-any */

    export const templates = {
      'h2dc5b6ecd40d6fbc': html`Close this <b>panel</b>`,
'scdb1bac161852c73': `Welcome`,
'saed7d3734ce7f09d': str`Hello ${0}`,
    };
  