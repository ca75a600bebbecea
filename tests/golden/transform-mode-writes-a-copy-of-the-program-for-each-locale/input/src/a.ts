// A comment.
import {LitElement, html} from 'lit';
import {customElement} from 'lit/decorators.js';
import {msg, str, localized, LOCALE_STATUS_EVENT, updateWhenLocaleChanges} from '@lit/localize';
import type {LocaleStatusEventDetail} from '@lit/localize';
import {configureTransformLocalization} from '@lit/localize';

export const {getLocale} = configureTransformLocalization({sourceLocale: 'en'});
const events = {LOCALE_STATUS_EVENT, [LOCALE_STATUS_EVENT]: 1};
let detail: LocaleStatusEventDetail;

@localized()
@customElement('x-a')
export class XA extends LitElement {
  name = 'World';
  constructor() {
    super();
    updateWhenLocaleChanges(this);
  }
  override render() {
    const plain: string = msg('Hello');
    const s = msg(str`Hello ${this.name}, ${msg('nested')}!`);
    return html`
      <p title="${msg('quoted')}" .prop=${msg('prop')} @click=${() => msg('click')}>${msg('Hello')} ${s}</p>
      ${msg(html`Hello <b class="${this.name}" .someProp="${plain}">${this.name}</b>!`)}
      ${'a < b'} ${`t ${this.name} &`} ${html`<i>${msg('Hello')}</i>`}
      <style>${'x'}</style>
      ${plain ? msg('yes') : msg(html`<b>no</b>`)}
    `;
  }
}
window.addEventListener(LOCALE_STATUS_EVENT, () => {});
