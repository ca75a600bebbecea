import {msg} from '@lit/localize';
msg('Log in', {id: 'login'});
msg('Log out', {id: 'logout'});
msg('Forgot your password?', {id: 'password'});
msg('User name', {id: 'user'});
msg('Save changes', {id: 'save'});
msg('Cancel', {id: 'cancel'});
msg('Delete this account', {id: 'delete'});
msg('Help', {id: 'help'});
