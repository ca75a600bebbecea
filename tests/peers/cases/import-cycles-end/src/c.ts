import './b.js';
import {msg} from '@lit/localize';
msg('c');
