
    // Do not modify this file by hand!
    // Re-generate this file by running lit-localize

    import {html} from 'lit';
    

    /* eslint-disable no-irregular-whitespace */
    /* eslint-disable @typescript-eslint/no-explicit-any */

    export const templates = {
      'field': html`<b ${3}>${4}</b> heißt <input ${0} class="big ${1}" ${2}>`,
'bare': html`<p ${0}>Text</p>`,
    };
  