pgettext('', 'Open'); gettext('Open'); npgettext('', '%d letter', '%d letters', n);
