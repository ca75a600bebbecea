import {msg} from '@lit/localize';
export {msg as again};
