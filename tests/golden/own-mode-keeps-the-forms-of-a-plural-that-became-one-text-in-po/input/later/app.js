ngettext('One letter', '%d letters', n); ngettext('One file', '%d files', n); ngettext('One road', '%d roads', n);
