export {msg, msg as t} from '@lit/localize';
