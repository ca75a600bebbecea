import {msg} from '@lit/localize';
msg('required');
export {};
