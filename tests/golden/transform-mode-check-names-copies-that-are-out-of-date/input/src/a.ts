import {msg} from '@lit/localize';
console.log(msg('Hello'));
