import * as L from '@lit/localize';
L.msg('dot');
L['msg']('bracket');
L?.msg('optional');
L?.msg?.('twice optional');
L.getLocale('no');
