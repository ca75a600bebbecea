_('%d letter'); ngettext('%d road', '%d roads', n);
