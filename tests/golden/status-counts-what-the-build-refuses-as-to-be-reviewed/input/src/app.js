import {msg, str} from '@lit/localize';
export const texts = (name) => [
  msg('Close', {id: 'close'}),
  msg(str`Hello ${name}`, {id: 'hello'}),
  msg(str`Bye ${name}`, {id: 'bye'}),
];
