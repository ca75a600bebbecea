// Do not modify this file by hand!
// Re-generate this file by running glot build

import {html} from 'lit';
import {str} from '@lit/localize';

/* eslint-disable no-irregular-whitespace */

export const templates = {
  'hc82b0a94b2b515a6': html`⟦Řḗēȧāḓ ŧħḗē <a href="/terms">ŧḗēřḿş ǿōƒ ŭūşḗē</a> &amp; ḿǿōřḗē⟧`,
  's5008e1d0e7319de8': str`⟦Ħḗēŀŀǿō ${0}, ẏǿōŭū ħȧāṽḗē ${1} ƞḗēẇ ḿḗēşşȧāɠḗēş ȧāŧ https://example.com/inbox⟧`,
  'scb04435672ac5410': `⟦Ŀǿōɠ īĩƞ ···⟧`,
};
