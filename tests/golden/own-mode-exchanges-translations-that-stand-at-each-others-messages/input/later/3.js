pgettext('file', 'Open');
pgettext('help', 'Open the files that you sent'); _('Open the files that you sent');
