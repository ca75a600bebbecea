import {msg} from '@lit/localize';
export const a = <T,>(x: T) => <p title={msg('tsx title')}>{msg('tsx text')} it's {x as any}</p>;
