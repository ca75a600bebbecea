import {msg} from '@lit/localize';
msg('import-tag');
export {};
