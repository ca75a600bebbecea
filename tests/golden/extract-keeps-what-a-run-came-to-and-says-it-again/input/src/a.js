import {msg} from '@lit/localize';
msg('Log in');
msg("Log out", {id: `x`});
