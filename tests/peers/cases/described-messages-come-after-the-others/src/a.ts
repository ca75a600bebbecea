import {msg, str} from '@lit/localize';
import {html} from 'lit';
msg('a1', {desc: 'apple'});
msg('a2');
msg('a3', {desc: 'Apple'});
msg('a4', {desc: 'apple pie'});
