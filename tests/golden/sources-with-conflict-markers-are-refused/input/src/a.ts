import {msg} from '@lit/localize';
msg('before');
<<<<<<< HEAD
msg('ours');
=======
msg('theirs');
>>>>>>> topic
