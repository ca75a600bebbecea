import {msg} from '@lit/localize';
msg('Hello World');
