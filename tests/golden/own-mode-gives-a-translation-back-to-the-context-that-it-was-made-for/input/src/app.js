pgettext('button', 'Open'); pgettext('shop hours', 'Open'); pgettext('bug', 'Open');
