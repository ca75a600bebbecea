pgettext('button', 'Open');
