import './folder'; import './pipe'; import './nowhere'; import './circle-a';
import {msg} from '@lit/localize';
msg('a file');
