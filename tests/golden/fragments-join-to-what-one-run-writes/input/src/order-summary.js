import {msg, str} from '@lit/localize';
import {LitElement, html} from 'lit';

/** What a customer sees before paying. */
export class OrderSummary extends LitElement {
  static properties = {customer: {}, count: {type: Number}, total: {}};

  render() {
    return html`
      <h2>${msg('Your order')}</h2>
      <p>${msg(str`Hello ${this.customer}, there are ${this.count} products in your cart.`)}</p>
      <p>${msg(html`The total is <strong>${this.total}</strong>. Read the <a href="/terms">terms</a> first.`)}</p>
      <button>${msg('Pay now', {desc: 'Button below the order; it starts the payment at once'})}</button>
    `;
  }
}
customElements.define('order-summary', OrderSummary);
