declare const require: any;
const a = require('./a.js');
import {msg} from '@lit/localize';
msg('main');
