import {msg, str} from '@lit/localize';
import {html} from 'lit';
msg(1 as any);
