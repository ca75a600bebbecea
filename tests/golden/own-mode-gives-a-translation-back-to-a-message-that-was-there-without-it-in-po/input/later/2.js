pgettext('map', '%d roads'); pgettext('map', '%d letters'); pgettext('post', '%d letters'); npgettext('air', '%d waves', '%d waves in all', n); pgettext('sea', '%d waves');
