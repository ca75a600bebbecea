import {msg, str} from '@lit/localize';
import {html} from 'lit';
msg('a\nb\u00a0c\u2003d');
msg('e\tf');
