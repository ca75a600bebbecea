import {msg} from '@lit/localize';
export const ok = () => msg('OK', {id: 'ok'});
