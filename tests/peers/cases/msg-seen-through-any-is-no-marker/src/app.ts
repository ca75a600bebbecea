import {msg} from '@lit/localize';
(msg as any)('as any');
(<any>msg)('cast');
new (msg as any)('new');
msg.call(null, 'call');
msg.apply(null, ['apply']);
msg('kept');
