import {msg} from '@lit/localize';
msg('Welcome');
msg('Search');
