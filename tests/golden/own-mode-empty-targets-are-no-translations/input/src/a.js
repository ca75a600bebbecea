import {msg} from '@lit/localize';
msg('Hello World');
msg('Days', {id: 's'});
msg('Empty');
msg('Waiting');
msg('Copied');
