import {msg, str} from '@lit/localize';
import {html} from 'lit';
const b = 1;
msg(str`n ${b}`);
