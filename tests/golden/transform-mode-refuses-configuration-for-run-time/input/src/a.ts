import {configureLocalization, msg} from '@lit/localize';
export const {getLocale} = configureLocalization({sourceLocale: 'en'});
console.log(msg('Hello'));
