import {msg} from '@lit/localize';
export const b = () => <><b {...{}}>don't</b>{msg('jsx text')}</>;
