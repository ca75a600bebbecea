import {msg} from '@lit/localize';
(msg as typeof msg)('as typeof');
(msg satisfies unknown)('satisfies');
(0, msg)('comma');
declare const c: boolean;
(c ? msg : msg)('conditional');
