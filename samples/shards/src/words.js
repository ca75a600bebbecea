// The project's own name for the marker: other modules import it from here.
export {msg as t} from '@lit/localize';
