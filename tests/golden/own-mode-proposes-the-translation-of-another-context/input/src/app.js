pgettext('shop hours', 'Open');
pgettext('street', 'Close');
pgettext('road', 'Close');
pgettext('verb', 'Log in');
pgettext('title', 'File the reports');
