import {msg, str} from '@lit/localize';
import {html} from 'lit';
msg('a', {id: 'i'});
msg('b', {id: 'i'});
msg('c', {id: 'i'});
msg('a', {id: 'i'});
