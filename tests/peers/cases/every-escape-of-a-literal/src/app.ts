import {msg, str} from '@lit/localize';
import {html} from 'lit';
msg('1 \n \t     \\ \' \" \`');
msg("2 \x41 \u0042 \u{43} \u{1F600} \q \a \/");
msg('3 line \
continued');
msg(`4 \` \${x} \$ $ { \{ \x41`);
msg('5 \u2028 \u2029 \u00a0 \ufeff');
msg('6 octal \101 \60 \1018');
msg(str`7 \n ${1} \u{1F389} \\`);
msg(`8 line \
continued`);
