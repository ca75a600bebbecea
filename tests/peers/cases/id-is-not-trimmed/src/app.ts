import {msg} from '@lit/localize';
msg('a', {id: ' spaced '});
msg('b', {id: `multi
line`});
