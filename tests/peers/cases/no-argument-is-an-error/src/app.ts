import {msg, str} from '@lit/localize';
import {html} from 'lit';
msg();
msg('ok');
