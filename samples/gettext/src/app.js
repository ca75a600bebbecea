// Prints a mailbox: node src/app.js [LOCALE]
import {_, format, load, ngettext, pgettext} from './gettext.js';

if (process.argv[2]) load(process.argv[2]);

console.log(_('Good morning'));
for (const count of [1, 3, 5]) console.log(format(ngettext('%d new letter', '%d new letters', count), count));
console.log(pgettext('button', 'Open'));
console.log(pgettext('state of the post office', 'Open'));
