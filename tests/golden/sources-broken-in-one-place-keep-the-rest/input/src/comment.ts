import {msg} from '@lit/localize';
msg('before comment');
/* never
msg('after comment');
