import {msg} from '@lit/localize';
function f(t: typeof msg) { return t('typed parameter'); }
const g = <T extends typeof msg>(t: T) => t('type parameter');
