ngettext('%d file', '%d files', n);
gettext('Log in');
