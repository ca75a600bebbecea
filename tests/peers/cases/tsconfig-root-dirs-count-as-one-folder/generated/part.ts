import {msg} from '@lit/localize';
msg('part of another root');
