import {msg, str} from '@lit/localize/lit-localize.js';
msg('deep');
msg(str`deep ${1}`);
