import {msg} from '@lit/localize';
msg('Save the file', {id: 'save'});
msg('Quit the program', {id: 'quit'});
