import {msg} from '@lit/localize';
export const c = [msg('Desk', {id: 'desk'}), msg('Cancel', {id: 'cancel'})];
