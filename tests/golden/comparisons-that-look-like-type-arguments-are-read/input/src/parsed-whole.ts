import {msg} from '@lit/localize';
const m = msg;
const text = index < (-1) && m('taken for a type');
m('read');
