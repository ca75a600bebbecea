import {msg} from '@lit/localize';
msg('Open on Sundays', {id: 'hours'});
