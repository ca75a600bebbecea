gettext('Welcome back');
ngettext('%d file', '%d files', n);
