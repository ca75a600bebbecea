import {msg, str} from '@lit/localize';

export const texts = (name: string) => [
  msg('Save', {id: 'save'}),
  msg('Cart', {id: 'cart'}),
  msg(str`Hello ${name}!`, {id: 'hello'}),
];
