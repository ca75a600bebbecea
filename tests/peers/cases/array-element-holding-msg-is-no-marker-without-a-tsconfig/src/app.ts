import {msg} from '@lit/localize';
const a = [msg];
a[0]('element');
msg('kept');
