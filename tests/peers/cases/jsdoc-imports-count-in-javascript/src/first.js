import {msg} from '@lit/localize';
msg('first');
export {};
