import {msg, str} from '@lit/localize';
import {html} from 'lit';
msg('a');
msg('a', {desc: ''});
msg('b', {desc: 'x'});
msg('b', {desc: 'y'});
