import {msg} from '@lit/localize';
import './one';
import './two';
import './three';
msg('app');
