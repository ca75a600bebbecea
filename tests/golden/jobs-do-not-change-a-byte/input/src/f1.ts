import {msg} from '@lit/localize';
import './f2.js';
msg('Text 1');
msg('Shared');
