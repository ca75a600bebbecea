import {msg, str} from '@lit/localize';
import {html} from 'lit';
msg(str`0 ${msg('inner')}!`);
msg(str`1 ${msg( 'inner two',{id:'two'} )}!`);
msg(str`2 ${msg(html`<b>${ a }</b>`)}!`);
