pgettext('list', 'Open'); _('Open the file that you sent'); _('Open the files that you sent');
