import {msg, str} from '@lit/localize';
import {html} from 'lit';
msg(1 as any, {bad: 1});
msg('a', {bad: 1, worse: 2});
msg('b', {id: '', desc: 1 as any});
