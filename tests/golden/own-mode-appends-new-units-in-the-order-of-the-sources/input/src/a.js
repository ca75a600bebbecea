import {msg} from '@lit/localize';
msg('Later');
msg('Hello World');
msg('Earlier', {desc: 'A note'});
