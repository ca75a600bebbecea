import {msg, str as s} from '@lit/localize';
const {msg: m} = L; msg(s`a ${b}`, {id: 'x', desc: 'y'}); msg(html`<b>${x}</b>`); _('a' + 'b'); ngettext('a', 'b', n); function f(msg) { msg('x') }
