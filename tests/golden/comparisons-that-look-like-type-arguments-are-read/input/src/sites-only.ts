import {msg} from '@lit/localize';
const text = index < [-1] && msg('read at its site');
