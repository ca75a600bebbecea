import {msg} from '@lit/localize';

export const save = () => msg('Save', {id: 'save'});
