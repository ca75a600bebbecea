import '@app/a.js';
import {msg} from '@lit/localize';
msg('main');
