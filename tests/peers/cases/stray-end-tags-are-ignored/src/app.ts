import {msg, str} from '@lit/localize';
import {html} from 'lit';
msg(html`a</p>b`);
msg(html`a</br>b`);
msg(html`<i>a</p>b</br>c</i>`);
msg(html`a</b>b</x-y>`);
msg(html`<b>a</i>b</b>`);
