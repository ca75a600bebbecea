pgettext('shop hours', 'Open'); pgettext('bug', 'Open');
