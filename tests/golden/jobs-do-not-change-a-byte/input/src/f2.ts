import {msg} from '@lit/localize';
import './f3.js';
msg('Text 2');
msg('Shared');
