pgettext('menu', 'Open the file that you sent');
