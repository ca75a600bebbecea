import {msg} from '@lit/localize';
import './f5.js';
msg('Text 4');
msg('Shared');
