import {msg, str} from '@lit/localize';
import {html} from 'lit';
msg('Log in');
msg(str`Hello ${name}, you have ${n} new messages at https://example.com/inbox`);
msg(html`Read the <a href="/terms">terms of use</a> &amp; more`);
