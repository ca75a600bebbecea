import {msg, str} from '@lit/localize';
msg('Log in', {id: 'login'});
msg('Log out', {id: 'logout'});
msg('Forgot your password?', {id: 'password'});
msg('User name', {id: 'user'});
msg('Save changes', {id: 'save'});
msg(str`${n} items don’t fit`, {id: 'fit'});
