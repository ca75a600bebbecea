import {msg} from '@lit/localize';
import '@/lib/a';
import '@/b';
import 'exact';
msg('app');
