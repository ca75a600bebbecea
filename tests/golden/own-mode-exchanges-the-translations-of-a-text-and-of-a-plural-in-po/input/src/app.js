npgettext('post', '%d letters', '%d letters in all', n); _('%d letters');
