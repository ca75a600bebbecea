import {getLocale} from './locale.js';

export const localeOfAnotherModule = () => getLocale();
