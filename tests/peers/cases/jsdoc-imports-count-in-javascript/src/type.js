import {msg} from '@lit/localize';
msg('type');
export {};
