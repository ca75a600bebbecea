import {msg, str} from '@lit/localize';
import {html} from 'lit';
msg(str`0 ${{
  a: 1,
  b: 2
}}!`);
msg(str`1 ${{
  a: 1,
  b: 2,
}}!`);
msg(str`2 ${{ a: 1,
  b: 2 }}!`);
msg(str`3 ${[
1,
2
]}!`);
msg(str`4 ${[
1, 2,
3
]}!`);
msg(str`5 ${[{
a: 1
}]}!`);
msg(str`6 ${f({
  a: 1,
  b: [
 1
 ]
})}!`);
msg(str`7 ${{
}}!`);
msg(str`8 ${[
]}!`);
msg(str`9 ${{
  a: {
  b: 1 } }}!`);
msg(str`10 ${f([
1], {a:1})}!`);
