import {msg, str} from '@lit/localize';
import {html} from 'lit';
msg(html`<b title="a\\nb">x</b>`, {id: 'm'});
