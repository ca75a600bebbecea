import {msg} from '@lit/localize';
msg('a file in a folder called folder.ts');
