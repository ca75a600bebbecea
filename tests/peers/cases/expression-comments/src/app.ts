import {msg, str} from '@lit/localize';
import {html} from 'lit';
msg(str`0 ${/* lead */ a}!`);
msg(str`1 ${a /* trail */}!`);
msg(str`2 ${f(/* in */ a)}!`);
msg(str`3 ${a /* x */ + b}!`);
msg(str`4 ${a + /* y */ b}!`);
msg(str`5 ${{/* z */ a: 1}}!`);
msg(str`6 ${[1 /* one */, 2]}!`);
msg(str`7 ${/* a */ f(b /* c */)}!`);
msg(str`8 ${(/* p */ a)}!`);
msg(str`9 ${// line
 a}!`);
msg(str`10 ${f(a, // why
 b)}!`);
