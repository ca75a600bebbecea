import {msg, str} from '@lit/localize';
import {html} from 'lit';
const a = 1, b = 2;
msg(str`x${a} ${b}y`);
msg(str`x${a}﻿ 　${b}y`);
msg(str`x${a}​${b}y`);
msg(str`x${a}\u2028\n${b}y`);
msg(str` ${a}${b} `);
msg(html`<b>x</b>&nbsp;<i>y</i>&#8203;<u>z</u> `);
msg(str`${a}${b}`);
msg(str` `);
