npgettext('post', '%d roads', '%d roads together', n); npgettext('map', '%d letters', '%d letters in all', n); npgettext('air', '%d waves', '%d waves in all', n);
