gettext('Hello back');
ngettext('%d file', '%d files', n);
