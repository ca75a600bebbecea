msg('not imported');
