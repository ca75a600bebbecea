import {msg} from '@lit/localize';

export const hi = msg('Hi', {id: 'hi'});
