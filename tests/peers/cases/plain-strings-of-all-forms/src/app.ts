import {msg, str} from '@lit/localize';
import {html} from 'lit';
msg('single');
msg("double");
msg(`template`);
msg('');
