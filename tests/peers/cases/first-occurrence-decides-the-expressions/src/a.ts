import {msg, str} from '@lit/localize';
import {html} from 'lit';
const first = 1;
msg(str`n ${first}`);
msg('both', {id: 'x'});
