import {t} from '#markers';

export const pay = (sum: string) => t('Pay now', {desc: 'Starts the payment'});
