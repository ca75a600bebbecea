/*
Messages
=======
*/
import {msg} from '@lit/localize';
msg('no conflict');
