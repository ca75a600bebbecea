import 'plain';
import {msg} from '@lit/localize';
msg('main');
