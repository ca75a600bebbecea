import {msg, str} from '@lit/localize';
import {html} from 'lit';
msg('a', {id: 'with space & <b>'});
msg('b', {id: 'ü/😀'});
msg('c', {id: 'tab\there'});
