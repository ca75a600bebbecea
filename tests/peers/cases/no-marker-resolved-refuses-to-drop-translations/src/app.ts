import {msg} from './renamed-by-mistake.js';
msg('Hello', {id: 'hello'});
