import './a';
import './b.js';
import {msg} from '@lit/localize';
msg('main');
