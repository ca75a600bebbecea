npgettext('hall', '%d letters', '%d letters together', n);
