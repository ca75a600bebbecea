import {msg as translate} from '@lit/localize';
import {LitElement, html} from 'lit';
import './order-summary.js';

export class ShopPage extends LitElement {
  render() {
    return html`
      <h1>${translate('Welcome to the corner shop')}</h1>
      <order-summary customer="Ada" count="3" total="42,00 €"></order-summary>
      <footer>${translate('Open daily', {id: 'opening-hours'})}</footer>
    `;
  }
}
customElements.define('shop-page', ShopPage);
