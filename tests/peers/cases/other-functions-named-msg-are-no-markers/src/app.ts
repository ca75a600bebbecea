import {msg} from './mine.js';
declare const o: {msg(s: string): string};
msg('mine');
o.msg('member');
