import {msg} from '@lit/localize';
msg('bad ÿ byte');
