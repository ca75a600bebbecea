import {msg} from '@lit/localize';
const a = Object.freeze({m: msg, inner: {m: msg}}); a.m('frozen'); a.inner.m('inner');
const b = Object.seal({m: msg}); b.m('sealed');
const c = Object.preventExtensions({m: msg}); c.m('not extensible');
const d = {m: msg} as const; d.m('constant');
Object.freeze(msg)('frozen function');
{ const Object = {freeze: (x: any) => x}; Object.freeze({m: msg}).m('no'); }
Object.keys({m: msg}); (Object as any).other({m: msg}).m('no');
