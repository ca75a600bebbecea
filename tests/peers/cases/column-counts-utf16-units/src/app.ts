import {msg, str} from '@lit/localize';
import {html} from 'lit';
/* 😀é	 */ msg(1 as any);
	msg(`${'😀'}`); msg(2 as any);
