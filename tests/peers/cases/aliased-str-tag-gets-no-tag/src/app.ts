import * as L from '@lit/localize';
import {str as s} from '@lit/localize';
L.msg(L.str`a ${1}`);
L.msg(s`b ${2}`);
