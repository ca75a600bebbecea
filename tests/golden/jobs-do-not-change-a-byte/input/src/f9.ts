import {msg} from '@lit/localize';
import './f1.js';
msg('Text 9');
msg('Shared');
