import {msg, str} from '@lit/localize';
import {html} from 'lit';
msg('b1', {desc: 'Zebra'});
msg('b2');
msg('b3', {desc: 'apple'});
msg('b4', {desc: ''});
