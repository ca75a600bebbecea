import {msg} from '@lit/localize';
import './part.js';
import './sub/';
import './file.js/';
import 'src/base.js/';
msg('app');
