import {msg, str} from '@lit/localize';

export const texts = (user: {name: string}) => [
  msg('Save', {id: 'save'}),
  msg('Cart', {id: 'cart'}),
  msg(str`Hello ${user.name}!`, {id: 'hello'}),
];
