import {msg, str} from '@lit/localize';
import {html} from 'lit';
msg(html`a ${msg(1 as any)}`);
msg(`a ${msg('inner ok')}`);
msg(msg('inner') + '');
