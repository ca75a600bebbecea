import {msg} from '@lit/localize';
export const title = () => msg('Open', {id: 'open'});
