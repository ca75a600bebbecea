import './lib.js';
import {msg} from '@lit/localize';
msg('b');
