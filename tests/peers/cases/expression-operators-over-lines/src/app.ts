import {msg, str} from '@lit/localize';
import {html} from 'lit';
msg(str`0 ${a +
  b}!`);
msg(str`1 ${a
  + b}!`);
msg(str`2 ${a &&
 b &&
 c}!`);
msg(str`3 ${a
  ? b
  : c}!`);
msg(str`4 ${a ?
 b :
 c}!`);
msg(str`5 ${a ? b :
 c ? d :
 e}!`);
msg(str`6 ${a =
 b}!`);
msg(str`7 ${(
 a
)}!`);
msg(str`8 ${(a ||
      b)}!`);
