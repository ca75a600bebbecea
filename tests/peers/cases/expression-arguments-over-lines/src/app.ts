import {msg, str} from '@lit/localize';
import {html} from 'lit';
msg(str`0 ${f(
  a,
  b
)}!`);
msg(str`1 ${f(
  a,
  b,
)}!`);
msg(str`2 ${f(a,
  (x) => x)}!`);
msg(str`3 ${new F(
a
)}!`);
msg(str`4 ${f(
`a
b`
)}!`);
msg(str`5 ${f(() => {
  return 1;
})}!`);
msg(str`6 ${f(function () {
  a()
  b()
})}!`);
msg(str`7 ${a ? f(
1
) : 2}!`);
