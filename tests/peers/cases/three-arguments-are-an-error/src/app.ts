import {msg, str} from '@lit/localize';
import {html} from 'lit';
msg('a', {}, 1);
  msg('a', {id: 'x'}, ...[1]);
