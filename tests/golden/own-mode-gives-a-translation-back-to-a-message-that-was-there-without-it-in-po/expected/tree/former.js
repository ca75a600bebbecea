npgettext('map', '%d roads', '%d roads in all', n); npgettext('post', '%d letters', '%d letters in all', n); pgettext('sea', '%d waves');
