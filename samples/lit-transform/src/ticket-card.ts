import {localized, msg, str} from '@lit/localize';
import {LitElement, html, type TemplateResult} from 'lit';
import {customElement, property} from 'lit/decorators.js';
import {getLocale} from './locale.js';

/** What a visitor sees before paying. */
@localized()
@customElement('ticket-card')
export class TicketCard extends LitElement {
  @property({type: Number}) price = 12.5;
  @property({type: Boolean}) isReduced = false;

  private get money(): string {
    return new Intl.NumberFormat(getLocale(), {style: 'currency', currency: 'EUR'}).format(this.price);
  }

  override render(): TemplateResult {
    return html`
      <h1>${msg('A day in the museum')}</h1>
      <p>${msg(html`One ticket is <strong>${this.money}</strong>, under 18 it is <em>free</em>.`)}</p>
      <input aria-label="${msg('Your name, as in your "passport"')}" .value=${msg('Nobody')}>
      <button>${this.isReduced ? msg('Buy a reduced ticket') : msg(str`Buy for ${this.money}`)}</button>
    `;
  }
}

/** The element with a price, for whoever renders it. */
export const ticketFor = (price: number): TemplateResult => html`<ticket-card .price=${price}></ticket-card>`;
