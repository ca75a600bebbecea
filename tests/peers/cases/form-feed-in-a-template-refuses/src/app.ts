import {msg, str} from '@lit/localize';
import {html} from 'lit';
msg(str`a\f${1}`);
