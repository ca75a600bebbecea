import 'lib/a';
import '@x/b';
import {msg} from '@lit/localize';
msg('main');
