import {msg, str} from '@lit/localize';
import {html} from 'lit';
msg('a\0b');
