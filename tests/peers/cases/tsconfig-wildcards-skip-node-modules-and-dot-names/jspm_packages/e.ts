import {msg} from '@lit/localize';
msg('jspm');
