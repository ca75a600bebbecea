_('Open'); pgettext('menu', 'Open');
pgettext('list', 'Open the files that you sent');
