import {msg, str} from '@lit/localize';
msg('Hello World', {desc: 'On the first page'});
msg(html`Read the <a href="/terms">terms</a> & pay`, {id: 'terms'});
msg(str`Hello ${user.name}`);
