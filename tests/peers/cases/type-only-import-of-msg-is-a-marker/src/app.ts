import type {msg} from '@lit/localize';
msg('typed');
