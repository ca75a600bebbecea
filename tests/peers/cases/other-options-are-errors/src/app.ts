import {msg, str} from '@lit/localize';
import {html} from 'lit';
msg('a', {meaning: 'x'});
msg('b', {id: 'b', Desc: 'x'});
msg('c', {'': 1});
