import {LitElement, html} from 'lit';
import {updateWhenLocaleChanges, msg, LOCALE_STATUS_EVENT} from '@lit/localize';
import type {LocaleStatusEventDetail} from '@lit/localize';

export class Host extends LitElement {
  status?: LocaleStatusEventDetail;
  constructor() {
    super();
    updateWhenLocaleChanges(this);
  }
  override render() { return html`<p>${msg('Host')}</p>`; }
}
customElements.define('x-host', Host);

export const controller = () => new Host().render();
export const statusEvent = (): string => LOCALE_STATUS_EVENT;
