ngettext('%d letter', '%d letters', n);
