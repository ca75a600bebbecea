import {msg} from '@lit/localize';
msg('Text');
