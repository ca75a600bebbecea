pgettext('button', 'Open');
pgettext('window', 'Close');
pgettext('road', 'Close');
_('Log in');
pgettext('menu', 'File the report');
