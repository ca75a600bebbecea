import {msg} from '@lit/localize';
msg('Open every day', {id: 'hours'});
