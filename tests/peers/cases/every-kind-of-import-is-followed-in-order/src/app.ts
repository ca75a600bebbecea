import {msg} from '@lit/localize';
const one = import('./dynamic.js');
let two: import('./type-of-import.js').T;
const three = import(`./template.js`);
const no = import(`./${'template'}.js`), not = import('./nowhere.js' + '');
import type {T} from './type-only.js';
import './side-effect.js';
export * from './all.js';
export {x} from './named.js';
export type {Y} from './type-export.js';
import four = require('./required.js');
export * as ns from './namespace.js';
declare module './augmented.js' { interface Z {} }
msg('app');
