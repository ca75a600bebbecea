import {html} from 'lit';
import {t} from './words.js';
import {cart} from './cart.js';

export const page = (shop) => html`<h1>${t('Welcome to the corner shop')}</h1>${cart(shop)}`;
