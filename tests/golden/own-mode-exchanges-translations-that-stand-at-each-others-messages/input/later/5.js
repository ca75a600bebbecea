pgettext('list', 'Open'); pgettext('menu', 'Open'); _('Open the file that you sent'); _('Open the files that you sent');
