import '@acme/app';
import '@acme/app/a';
import '@acme/app/x/b';
import {msg} from '@lit/localize';
msg('main');
