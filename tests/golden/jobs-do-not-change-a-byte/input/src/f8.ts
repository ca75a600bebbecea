import {msg} from '@lit/localize';
import './f9.js';
msg('Text 8');
msg('Shared');
