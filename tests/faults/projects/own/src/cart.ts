import {t} from '#markers';

export const title = t('Your shopping cart', {id: 'cart-title'});
export const empty = t('It is empty');
