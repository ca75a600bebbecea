import {msg} from '@lit/localize';
msg('before');
const = ;
msg('between');
class {}
if (;
msg('after');
