import * as L from '@lit/localize';
import {msg} from '@lit/localize';
export {msg, msg as renamed, L as namespace};
export {str} from '@lit/localize';
export const {msg: part, x: {y = msg} = {}} = L;
export declare const declared: typeof msg;
export import alias = L.msg;
export function unrelated(text: string) { return text; }
export default msg;
