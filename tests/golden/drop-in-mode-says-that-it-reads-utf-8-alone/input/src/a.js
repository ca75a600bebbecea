import {msg} from '@lit/localize';
msg('Over', {id: 'over'});
