export {msg as default} from '@lit/localize';
