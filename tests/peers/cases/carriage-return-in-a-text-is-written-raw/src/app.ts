import {msg, str} from '@lit/localize';
import {html} from 'lit';
msg('a\rb');
msg('c\u0085d\u2028e\u2029f');
