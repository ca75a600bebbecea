import {msg} from '@lit/localize';
msg('both.ts');
