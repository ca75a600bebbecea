import {msg, str} from '@lit/localize';
import {html} from 'lit';
const name = '', url = '', n = 1;
msg('Hello', {id: 'hello'});
msg(str`Hi ${name}, ${n} new`, {id: 'hi'});
msg(html`Read <a href="${url}">the <b>docs</b></a> now`, {id: 'docs', desc: 'Link & <more>'});
msg('Bye', {id: 'bye', desc: 'Leaving'});
