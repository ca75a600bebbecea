import {msg, str} from '@lit/localize';
import {html} from 'lit';
msg('a\x08b');
