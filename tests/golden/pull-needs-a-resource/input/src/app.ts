import {msg, str} from '@lit/localize';
export const hello = (user) => msg(str`Hello ${user.name}!`);
export const save = () => msg('Save');
export const leave = () => msg('Log out');
