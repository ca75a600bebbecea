import {msg} from '@lit/localize';
(msg)('parens');
((msg))('two parens');
msg!('bang');
msg?.('optional');
msg<string>('type argument');
