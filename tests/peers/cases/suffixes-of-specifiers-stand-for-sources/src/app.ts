import {msg} from '@lit/localize';
import './a.mjs';
import './b.cjs';
import './c.jsx';
import './d.js';
msg('app');
