import {msg} from '@lit/localize';
msg('Come', {id: 'come', desc: 'new here'});
msg('Change', {id: 'change', desc: 'other words'});
msg('Go', {id: 'go'});
