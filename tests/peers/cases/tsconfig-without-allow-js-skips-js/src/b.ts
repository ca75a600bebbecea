import './a.js';
import {msg} from '@lit/localize';
msg('b');
