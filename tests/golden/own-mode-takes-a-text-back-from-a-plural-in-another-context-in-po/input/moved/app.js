npgettext('post', '%d letters', '%d letters in all', n); npgettext('map', '%d roads', '%d roads in all', n);
