ngettext('%d letters', '%d letters in all', n); ngettext('%d roads', '%d roads in all', n);
