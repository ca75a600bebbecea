import {configureTransformLocalization, msg} from '@lit/localize';

export const {getLocale} = configureTransformLocalization({
  sourceLocale: 'en',
});

export const locale = (): string => getLocale();
export const text = () => `${getLocale()} ${msg('Locale in ts')}`;
