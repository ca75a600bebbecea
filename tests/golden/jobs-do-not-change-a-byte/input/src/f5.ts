import {msg} from '@lit/localize';
import './f6.js';
msg('Text 5');
msg('Shared');
