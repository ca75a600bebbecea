import './a';
import './dir';
import './pkg';
import './both';
import './js';
import '.';
import '..';
import {msg} from '@lit/localize';
msg('main');
