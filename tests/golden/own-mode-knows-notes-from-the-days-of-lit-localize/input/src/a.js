import {msg} from '@lit/localize';
msg('Change', {id: 'change', desc: 'other words'});
msg('Go', {id: 'go'});
