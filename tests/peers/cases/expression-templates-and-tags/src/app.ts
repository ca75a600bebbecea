import {msg, str} from '@lit/localize';
import {html} from 'lit';
msg(str`0 ${`a ${ b } c`}!`);
msg(str`1 ${html`<b>${ x }</b>`}!`);
msg(str`2 ${str`a`}!`);
msg(str`3 ${String . raw `x`}!`);
msg(str`4 ${html`${ html`<i>${ a+b }</i>` }`}!`);
msg(str`5 ${`
 ${a}
 `}!`);
msg(str`6 ${f`a``b`}!`);
msg(str`7 ${html<T>`x`}!`);
msg(str`8 ${css`a { b: ${ c } }`}!`);
msg(str`9 ${a<b && html<T>`x ${y+1}` + c || css<A.B> `z`}!`);
msg(str`10 ${a<b>(c)} ${a<b}!`);
