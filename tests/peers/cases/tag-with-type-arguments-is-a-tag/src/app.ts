import {msg, str} from '@lit/localize';
import {html, type TemplateResult} from 'lit';
const name = 'x', L = {str};
msg(html<TemplateResult>`Hello <b>${name}</b>!`, {desc: 'typed'});
msg( html < string > `text`);
msg(str<string>`Hello ${name}`, {id: 'greeting'});
msg(html<Intl.Collator>`qualified ${msg('inside')}`);
