_('%d letters'); _('%d roads');
