import {msg, str} from '@lit/localize';
import {html} from 'lit';
msg('x', {id: 'i'});
msg(2 as any);
