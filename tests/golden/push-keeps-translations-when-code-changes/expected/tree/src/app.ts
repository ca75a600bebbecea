import {msg, str} from '@lit/localize';
export const hello = (account) => msg(str`Hello ${account?.name}!`);
export const save = () => msg('Save');
export const leave = () => msg('Log out');
