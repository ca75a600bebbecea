import * as L from '@lit/localize';
import {msg} from '@lit/localize';
const list = [msg], held = {msg};
list.map((m) => String(m)); list.concat([msg]); Object.keys(held);
held.toString(); msg.toString(); L.msg.name; [msg].indexOf(msg);
msg.bind(null); msg.apply(null, ['no']);
msg('kept');
