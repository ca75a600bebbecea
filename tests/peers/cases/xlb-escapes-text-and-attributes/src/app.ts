import {msg, str} from '@lit/localize';
import {html} from 'lit';
msg('a & b < c > "d"', {id: 'x"&<>', desc: 'a "b"\n<&>'});
msg(html`x <b title='a"b'>y</b>`);
msg('');
msg('multi\nline');
