import {msg, str} from '@lit/localize';
import {html} from 'lit';
msg(/* a */ 'text' /* b */, // c
  {/* d */ id: /* e */ 'x', /* f */} /* g */);
// msgdesc: old
msg('other');
