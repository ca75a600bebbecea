const {msg} = require('@lit/localize');
msg('required');
const L = require('@lit/localize');
L.msg('member');
