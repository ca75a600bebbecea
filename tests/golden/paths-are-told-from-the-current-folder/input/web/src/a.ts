import {msg} from '@lit/localize';
msg('Open', {id: 'open', desc: 'A button'});
msg('Open', {id: 'open', desc: 'A sign'});
msg(text);
