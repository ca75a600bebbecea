import {msg} from '@lit/localize';
msg('lib a');
