import './a.js';
import './c.js';
import './d.mjs';
import './f.js';
import {msg} from '@lit/localize';
msg('main');
