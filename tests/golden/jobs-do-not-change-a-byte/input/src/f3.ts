import {msg} from '@lit/localize';
import './f4.js';
msg('Text 3');
msg('Shared');
