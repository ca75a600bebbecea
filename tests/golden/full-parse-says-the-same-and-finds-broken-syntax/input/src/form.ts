import {msg, str as s} from '@lit/localize';

export const greeting = (name: string) => msg(s`Hello ${name}`, {desc: 'On top of the page'});
export class Form {
  title = msg('Form');
  broken = * 2;
}
