import {msg, str} from '@lit/localize';
import {html} from 'lit';
msg(html`outer <b title=${msg('in attribute')}>${msg(html`inner ${msg('innermost')}`)}</b>`);
msg('last');
