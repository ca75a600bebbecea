_('One letter'); _('One file'); _('One road');
