import {msg, str} from '@lit/localize';
msg(str`Hello ${user.name}, you have ${inbox.count} letters`);
