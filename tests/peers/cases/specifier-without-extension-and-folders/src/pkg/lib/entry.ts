import {msg} from '@lit/localize';
msg('pkg');
