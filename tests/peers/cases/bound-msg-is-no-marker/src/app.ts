import {msg} from '@lit/localize';
const b = msg.bind(null);
b('no');
msg('kept');
