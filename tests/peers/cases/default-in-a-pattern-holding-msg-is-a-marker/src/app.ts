import {msg} from '@lit/localize';
const other = (s: string) => s;
const {a = msg} = {}; a('nothing is there');
const {b = msg} = {b: other}; b('no');
const {c = msg} = {c: msg}; c('the same is there');
const {d = msg} = {} as {d?: any}; d('no');
const [e = msg] = []; e('empty array');
function f({g = msg}) { g('parameter'); }
function h({i = msg} = {}) { i('parameter with a default'); }
function j({k = msg}: {k?: typeof msg}) { k('parameter with a type'); }
function l({m = msg}: {m?: (s: string) => string}) { m('no'); }
const n = ({o = msg}) => o('arrow function');
const call = (f: (x: {q?: (s: string) => string}) => string) => f({});
call(({q = msg}) => q('no: the context gives the type'));
class C { r({s = msg} = {}) { s('method'); } }
const {t: {u = msg} = {}} = {} as {t?: {}}; u('no');
