npgettext('alphabet', '%d letter', '%d letters', n);
