import {msg} from '@lit/localize';
msg('lib x b');
