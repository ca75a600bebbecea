import * as L from '@lit/localize';
import type {msg} from '@lit/localize';
export declare const a: typeof msg;
export import b = L.msg;
export declare function c(s: string): string;
export var e = L.msg, f = (s: string) => s;
