import {msg, str} from '@lit/localize';
import {html} from 'lit';
msg(`two
lines`);
msg(str`x ${1}
 y ${2}`);
msg(html`<p
 title='a
b'>
 x</p>`);
msg('cont\
inued');
