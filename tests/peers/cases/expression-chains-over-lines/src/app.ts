import {msg, str} from '@lit/localize';
import {html} from 'lit';
msg(str`0 ${a
  .b}!`);
msg(str`1 ${a
  .b()
  .c()}!`);
msg(str`2 ${a.
  b}!`);
msg(str`3 ${a
  ?.b}!`);
msg(str`4 ${f(a
 .b)}!`);
msg(str`5 ${this
.x
.y(1)}!`);
msg(str`6 ${a[
0
]}!`);
