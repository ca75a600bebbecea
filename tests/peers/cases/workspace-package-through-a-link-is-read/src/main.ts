import '@acme/ui';
import '@acme/ui/deep.js';
import {msg} from '@lit/localize';
msg('main');
