import {msg} from '@lit/localize';
msg('before words');
let = ;;; ) function {
msg('after words');
