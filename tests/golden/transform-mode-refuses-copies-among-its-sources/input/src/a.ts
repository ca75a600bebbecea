import {msg} from '@lit/localize';
msg('Save', {id: 'save'});
