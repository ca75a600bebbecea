import {msg} from '@lit/localize';
msg('Hello world');
msg('Bye', {desc: 'Leaving'});
