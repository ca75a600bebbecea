import {msg, str} from '@lit/localize';
msg('Hello World');
msg('Open every day', {id: 'hours'});
msg(str`Hello ${user.name}, you have ${inbox.count} letters`);
msg('Brand new', {desc: 'note'});
