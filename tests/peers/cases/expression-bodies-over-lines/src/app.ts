import {msg, str} from '@lit/localize';
import {html} from 'lit';
msg(str`0 ${() => {
  return a
}}!`);
msg(str`1 ${() => { a; b }}!`);
msg(str`2 ${() => { a
 b }}!`);
msg(str`3 ${() => {
  if (a) { b() } else c()
}}!`);
msg(str`4 ${() =>
 a}!`);
msg(str`5 ${() => {

  a;


  b;
}}!`);
msg(str`6 ${async () => {
 const x = await y;
 return x;
}}!`);
