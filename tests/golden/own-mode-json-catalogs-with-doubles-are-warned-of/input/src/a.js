_('Open');
