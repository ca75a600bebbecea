import {html} from 'lit';
import {msg, str} from '@lit/localize';

export const cart = ({count}) => html`<p>${msg(str`${count} products in your cart`)}</p><button>${msg('Pay now')}</button>`;
