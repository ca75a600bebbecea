/** @type {import('./t.js').T} */
const a = require('./a.js');
import {msg} from '@lit/localize';
msg('main');
