import './a.js';
import './b.jsx';
import './c';
import './d.js';
import {msg} from '@lit/localize';
msg('main');
