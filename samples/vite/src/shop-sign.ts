import {msg, str, updateWhenLocaleChanges} from '@lit/localize';
import {LitElement, html} from 'lit';
import {getLocale, setLocale} from './localization.js';
import {allLocales} from './generated/locale-codes.js';

export class ShopSign extends LitElement {
  static properties = {guests: {type: Number}};
  declare guests: number;

  constructor() {
    super();
    this.guests = 0;
    updateWhenLocaleChanges(this);
  }

  render() {
    return html`
      <h1>${msg('Welcome to the corner shop')}</h1>
      <p>${msg(str`Guests today: ${this.guests}`)}</p>
      <button @click=${() => this.guests++}>${msg('Come in')}</button>
      <select @change=${(event: Event) => setLocale((event.target as HTMLSelectElement).value)}>
        ${allLocales.map((locale) => html`<option ?selected=${locale === getLocale()}>${locale}</option>`)}
      </select>
    `;
  }
}
customElements.define('shop-sign', ShopSign);
await setLocale(new URLSearchParams(location.search).get('locale') ?? 'en');
