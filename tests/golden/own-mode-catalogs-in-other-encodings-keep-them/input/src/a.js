import {msg} from '@lit/localize';
msg('Hello World');
msg('Price: 5 € – café');
