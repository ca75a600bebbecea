import {configureTransformLocalization, msg} from '@lit/localize';

export const {getLocale} = configureTransformLocalization({sourceLocale: 'en'});

export const locale = () => getLocale();
export const localeInText = () => `${getLocale()}: ${msg('Locale')}`;
