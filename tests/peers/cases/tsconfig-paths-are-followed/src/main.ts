import '@app/a';
import '@app/x/b.js';
import 'exact';
import 'other/c';
import {msg} from '@lit/localize';
msg('main');
