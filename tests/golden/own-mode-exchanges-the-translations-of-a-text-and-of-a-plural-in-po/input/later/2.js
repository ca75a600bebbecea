pgettext('hall', '%d letters'); pgettext('post', '%d letters');
