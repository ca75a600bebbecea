import {LitElement, html, css, type TemplateResult} from 'lit';
import {customElement, property} from 'lit/decorators.js';
import {localized, msg, str} from '@lit/localize';
import type {Localized} from './types.js';

type Log = <T>(value: T) => T;

@localized()
@customElement('x-greeting')
export class Greeting extends LitElement {
  static override styles = css`:host { color: red; }`;
  @property({type: String}) name: string = 'Ada';
  @property() label = msg('Field label');
  private readonly count: number = 2;

  override render(): TemplateResult {
    return html`<h1>${msg(str`Hello ${this.name}`)}</h1>${this.list()}<p title="${msg('Title')}">${this.label}</p>`;
  }

  protected list(): TemplateResult[] {
    return Array.from({length: this.count}, (_, i: number) => html`<i>${msg(html`Number <b>${i as number}</b>`)}</i>`);
  }
}

@customElement('x-two')
@localized()
export class Two extends LitElement {
  get title2(): string { return msg('Two title'); }
  static label(): string { return msg('Static label'); }
  override render() { return html`<p>${this.title2 satisfies string} ${Two.label()!}</p>`; }
}

@localized() @customElement('x-one-line') export class OneLine extends LitElement { override render() { return html`${msg('One line')}`; } }

@customElement('x-behind') @localized() /* comment */
// another
export class Behind extends LitElement { override render() { return html`${msg('Behind')}`; } }

@localized() // why
class Alone extends LitElement { override render() { return html`${msg('Alone')}`; } }
customElements.define('x-alone', Alone);

const Mixin = <T extends new (...args: any[]) => LitElement>(base: T) => class extends base {
  mixed(): string { return msg('Mixed in'); }
};
class Mixed extends Mixin(LitElement) { override render() { return html`${this.mixed()}`; } }
customElements.define('x-mixed', Mixed);

export const component = () => new Greeting().render();
export const decoratorBehindAnother = () => new Two().render();
export const decoratorOnTheSameLine = () => new OneLine().render();
export const decoratorInFrontOfComments = () => new Behind().render();
export const decoratorAlone = () => new Alone().render();
export const mixin = () => new Mixed().render();
export const typeImport = (): Localized => ({text: msg('Typed')});
export const generic = (log: Log) => msg<string>(str`Generic ${log<string>('g')}`);
