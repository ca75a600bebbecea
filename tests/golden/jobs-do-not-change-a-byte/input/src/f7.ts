import {msg} from '@lit/localize';
import './f8.js';
msg('Text 7');
msg('Shared');
