import {msg} from '@lit/localize';
export declare const x: ReturnType<typeof msg>;
