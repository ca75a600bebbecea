import {msg} from '@lit/localize';
msg('dotc');
