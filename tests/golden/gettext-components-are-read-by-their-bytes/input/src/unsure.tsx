import {t} from './i18n';

export const generic = <T>(x: T) => <p>it's {t('Parsed')}</p>;
export const created = new t('no call');
