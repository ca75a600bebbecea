import {msg} from '@lit/localize';
function a(msg: (s: string) => string) { return msg('parameter'); }
function b() { const msg = (s: string) => s; return msg('const'); }
function c() { return msg('hoisted'); function msg(s: string) { return s; } }
function d() { try { throw 0; } catch (msg: any) { msg('catch'); } }
function e() { for (const msg of [(s: string) => s]) msg('loop'); }
const f = ({msg}: {msg: (s: string) => string}) => msg('destructured parameter');
function g() { { let msg = (s: string) => s; msg('block'); } return msg('after the block'); }
class H { msg(s: string) { return this.msg('method'); } }
const i = function msg(s: string): string { return msg('own name'); };
msg('kept');
