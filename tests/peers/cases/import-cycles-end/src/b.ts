import './a.js';
import './c.js';
import {msg} from '@lit/localize';
msg('b');
