import {b} from './b.js';
import './a.js';
import {msg} from '@lit/localize';
msg('main');
export {b};
