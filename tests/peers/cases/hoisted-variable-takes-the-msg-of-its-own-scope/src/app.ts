import {msg} from '@lit/localize';
import * as L from '@lit/localize';
const other = (s: string) => s;
function a() { { const msg = other; var m = msg; } m('no'); }
function b() { const n = msg; { var m = n; } m('from the block'); }
function c() { const msg = other; if (msg) { var m = msg; } m('no'); }
const q = other;
function d() { const q = msg; { { var m = q; } } m('from two blocks'); }
function e() { for (const msg of [other]) { var m = msg; } m('no'); }
function f() { for (var m of [msg]) m('loop'); m('after the loop'); }
function g() { for (const msg of [other]) msg('no'); msg('the loop is over'); var x = 1; }
function h(m = msg) { m('default'); { const m = other; m('no'); } }
function i(m = msg, n = m) { n('default of a default'); }
function j() { { const L = {msg: other}; var {msg: part} = L; } part('no'); }
function k() { const L = {msg: other}; { const L = {msg}; var {msg: part} = L; } part('part of the block\'s own'); }
