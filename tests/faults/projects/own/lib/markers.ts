export {msg as t} from '@lit/localize';
