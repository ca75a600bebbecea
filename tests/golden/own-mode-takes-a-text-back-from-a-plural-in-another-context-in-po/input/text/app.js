pgettext('post', '%d letters'); pgettext('map', '%d roads');
