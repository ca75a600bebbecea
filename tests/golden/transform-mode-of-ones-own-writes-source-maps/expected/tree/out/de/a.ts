// A comment.
import {LitElement, html} from 'lit';
import {customElement} from 'lit/decorators.js';
import type {LocaleStatusEventDetail} from '@lit/localize';

export const {getLocale} = ({getLocale: () => "de"});
const events = {LOCALE_STATUS_EVENT: "lit-localize-status", ["lit-localize-status"]: 1};
let detail: LocaleStatusEventDetail;

@customElement('x-a')
export class XA extends LitElement {
  name = 'World';
  constructor() {
    super();
    undefined;
  }
  override render() {
    const plain: string = `Hallo & <guten> Tag`;
    const s = `verschachtelt: Hallo ${this.name}!`;
    return html`
      <p title="${`"zitiert"`}" .prop=${`Eigenschaft`} @click=${() => `Klick`}>Hallo &amp; &lt;guten&gt; Tag ${s}</p>
      <b class="${this.name}" .someProp="${plain}">${this.name}</b>, hallo!
      a &lt; b t ${this.name} &amp; <i>Hallo &amp; &lt;guten&gt; Tag</i>
      <style>${'x'}</style>
      ${plain ? `ja` : html`<b>no</b>`}
    `;
  }
}
window.addEventListener("lit-localize-status", () => {});
//# sourceMappingURL=a.ts.map
