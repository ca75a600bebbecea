import {msg} from '@lit/localize';
const x = `
`; msg();
