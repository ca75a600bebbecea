import {msg, str} from '@lit/localize';
import {html} from 'lit';
msg('\ud83d');
msg('\ude00 x');
msg('a\ud83d\ude00b');
msg(str`\ud83d${1}\ude00`);
