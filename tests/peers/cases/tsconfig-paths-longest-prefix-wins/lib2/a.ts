import {msg} from '@lit/localize';
msg('second substitution of the longest');
