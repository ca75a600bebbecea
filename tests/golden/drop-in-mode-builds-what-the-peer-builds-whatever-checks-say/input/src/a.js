import {msg, html} from '@lit/localize';
msg('Pages are kept', {id: 'pages'});
msg(html`Read <b>this</b> now`, {id: 'read'});
