import {configureTransformLocalization} from '@lit/localize';

export const {getLocale} = configureTransformLocalization({sourceLocale: 'en'});
