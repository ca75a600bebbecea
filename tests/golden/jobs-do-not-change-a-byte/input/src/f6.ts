import {msg} from '@lit/localize';
import './f7.js';
msg('Text 6');
msg('Shared');
