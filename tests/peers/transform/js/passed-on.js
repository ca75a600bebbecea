export {msg, str} from '@lit/localize';
export {msg as translate} from '@lit/localize';
