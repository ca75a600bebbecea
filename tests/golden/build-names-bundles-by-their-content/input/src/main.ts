import {msg} from '@lit/localize';
import './common/ok';
export const a = msg('Home', {id: 'home'});
export const shop = () => import('./shop/page');
