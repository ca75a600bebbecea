import '#a';
import '#lib/b';
import '#lib/special/c';
import '#no';
import {msg} from '@lit/localize';
msg('main');
