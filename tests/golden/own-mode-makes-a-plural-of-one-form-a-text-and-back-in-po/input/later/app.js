ngettext('%d letter', '%d letters', n); _('%d road');
