import {msg, str} from '@lit/localize';
import {html} from 'lit';
msg('long 😀 텍스트 long 😀 텍스트 long 😀 텍스트 long 😀 텍스트 long 😀 텍스트 long 😀 텍스트 long 😀 텍스트 long 😀 텍스트 long 😀 텍스트 long 😀 텍스트 long 😀 텍스트 long 😀 텍스트 long 😀 텍스트 long 😀 텍스트 long 😀 텍스트 long 😀 텍스트 long 😀 텍스트 long 😀 텍스트 long 😀 텍스트 long 😀 텍스트 long 😀 텍스트 long 😀 텍스트 long 😀 텍스트 long 😀 텍스트 long 😀 텍스트 long 😀 텍스트 long 😀 텍스트 long 😀 텍스트 long 😀 텍스트 long 😀 텍스트 long 😀 텍스트 long 😀 텍스트 long 😀 텍스트 long 😀 텍스트 long 😀 텍스트 long 😀 텍스트 long 😀 텍스트 long 😀 텍스트 long 😀 텍스트 long 😀 텍스트 long 😀 텍스트 long 😀 텍스트 long 😀 텍스트 long 😀 텍스트 long 😀 텍스트 long 😀 텍스트 long 😀 텍스트 long 😀 텍스트 long 😀 텍스트 long 😀 텍스트 long 😀 텍스트 long 😀 텍스트 long 😀 텍스트 long 😀 텍스트 long 😀 텍스트 long 😀 텍스트 long 😀 텍스트 long 😀 텍스트 long 😀 텍스트 long 😀 텍스트 ');
msg('\u{10FFFF}\u{10000}\ufffd\u0100');
