
    // Do not modify this file by hand!
    // Re-generate this file by running lit-localize

    import {html} from 'lit';
    import {str} from '@lit/localize';

    /* eslint-disable no-irregular-whitespace */
    /* eslint-disable @typescript-eslint/no-explicit-any */

    export const templates = {
      'hello': `Hello`,
'hi': str`Hi ${0}, ${1} new`,
'docs': html`Read <a href="${0}">the <b>docs</b></a> now`,
'bye': `Bye`,
    };
  