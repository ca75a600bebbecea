import {msg} from '@lit/localize';
export const open = () => msg('Open', {id: 'open'});
