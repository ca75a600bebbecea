import {msg} from '@lit/localize';
import {configureTransformLocalization} from '@lit/localize/init/transform.js';

const localization = configureTransformLocalization({sourceLocale: 'en'});

export const locale = () => localization.getLocale();
export const text = () => msg('Init');
