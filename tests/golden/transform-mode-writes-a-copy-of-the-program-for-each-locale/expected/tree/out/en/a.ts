// A comment.
import {LitElement, html} from 'lit';
import {customElement} from 'lit/decorators.js';
import type {LocaleStatusEventDetail} from '@lit/localize';

export const {getLocale} = ({getLocale: () => "en"});
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
    const plain: string = 'Hello';
    const s = `Hello ${this.name}, nested!`;
    return html`
      <p title="${'quoted'}" .prop=${'prop'} @click=${() => 'click'}>Hello ${s}</p>
      Hello <b class="${this.name}" .someProp="${plain}">${this.name}</b>!
      a &lt; b t ${this.name} &amp; <i>Hello</i>
      <style>${'x'}</style>
      ${plain ? 'yes' : html`<b>no</b>`}
    `;
  }
}
window.addEventListener("lit-localize-status", () => {});
