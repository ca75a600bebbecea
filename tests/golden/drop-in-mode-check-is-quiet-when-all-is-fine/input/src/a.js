import {msg} from '@lit/localize';
msg('Hello World');
export const bye = msg('Bye, for now', {desc: '50% of all, say'});
