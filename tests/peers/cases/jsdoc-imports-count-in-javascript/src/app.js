import {msg} from '@lit/localize';
/** @type {import('./type.js').T} */
let t;
/** @import {U} from './import-tag.js' */
import './first.js';
const r = require('./required.js');
msg('app');
