_('Hello %s');
_('New here');
ngettext('%d file', '%d documents', n);
_('Empty');
_('Back again');
