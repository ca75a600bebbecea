import {msg} from '@lit/localize';
export default msg;
