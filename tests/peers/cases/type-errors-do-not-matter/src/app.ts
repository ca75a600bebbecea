import {msg} from '@lit/localize';
const n: number = msg('typed');
undefinedName.foo(msg('inside'));
