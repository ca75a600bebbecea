import {msg} from '@lit/localize';
msg('Log on');
msg("Log out", {id: `x`});
