import {msg} from '@lit/localize';
msg('folder of another root');
