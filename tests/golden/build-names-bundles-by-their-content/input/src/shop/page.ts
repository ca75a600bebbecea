import {msg} from '@lit/localize';
import {ok} from '../common/ok';
export const b = [ok(), msg('Pay', {id: 'pay'}), msg('Cancel', {id: 'cancel'})];
