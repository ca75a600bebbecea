import {msg, str} from '@lit/localize';
msg('You have been logged out of this session.');
msg(str`Delete this group of ${members.length} members`);
msg('Save changes', {id: 'save'});
msg('Save changes', {id: 'save-again'});
msg(str`Save ${count} changes`, {id: 'save-count'});
