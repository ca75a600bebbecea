import {msg} from '@lit/localize/init/install.js';
msg('install');
