import {msg} from '@lit/localize';
msg('a');
msg('a', {desc: ''});
