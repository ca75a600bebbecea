_('Hello');
