import {msg, str} from '@lit/localize';
import {html} from 'lit';
import './b.js';
const last = 1;
msg(str`n ${last}`);
msg('both', {id: 'x'});
