import {msg, str} from '@lit/localize';
import {html, LitElement} from 'lit';
function dec(s: string) { return (_: unknown, __?: unknown) => {}; }
@dec(msg('decorator'))
export class E extends LitElement {
  static label = msg('static field');
  private label = msg('field');
  static { msg('static block'); }
  get title2() { return msg('getter'); }
  override render() {
    return html`<p title=${msg('attribute')}>${this.label ? msg('then') : msg('else')}</p>
      ${[1].map((n) => html`<li>${msg(str`item ${n}`)}</li>`)}`;
  }
  f(s = msg('default value'), {t = msg('default in pattern')} = {}) { return s + t; }
}
export function* g() { yield msg('yield'); }
label: for (;;) { switch (msg('switch')) { case msg('case'): break label; default: msg('default'); } }
export const o = {[msg('computed')]: msg('value'), get x() { return msg('object getter'); }};
export enum N { A = msg('enum').length }
namespace Q { msg('namespace'); }
if (msg('if')) throw msg('throw'); else while (msg('while')) do msg('do'); while (0);
export default msg('export default');
