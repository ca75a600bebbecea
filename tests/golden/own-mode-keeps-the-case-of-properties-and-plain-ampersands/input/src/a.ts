import {msg} from '@lit/localize';
msg(html`<my-el .someProp=${x} @myEvent=${f}>y</my-el>`);
msg('A & B');
