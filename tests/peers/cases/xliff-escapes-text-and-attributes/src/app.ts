import {msg, str} from '@lit/localize';
import {html} from 'lit';
const q = {'a"b': 1} as any;
msg('a & b < c > d " e \' f ]]> g');
msg('id', {id: 'x"<&>\'\t\n'});
msg(str`a ${q['a"b'] < 1 && q}`);
msg(str`a ${f(`
	tab`)}`);
msg(html`x <b title='a"b&c
	d'>y</b>`);
msg('d', {desc: 'a & b < c > "d"\n e'});
