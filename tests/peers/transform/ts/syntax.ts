import {html, nothing} from 'lit';
import {msg, str} from '@lit/localize';
import {type Localized} from './types';

type Log = <T>(value: T) => T;
type Named = {name: string};

enum Colour { red = 'red', green = 'green' }
namespace Inner {
  export const label = () => msg('In a namespace');
}
abstract class Base {
  constructor(protected readonly name: string, public level = 1) {}
  abstract show(): string;
}
class Derived extends Base {
  show(): string { return msg(str`I am ${this.name} of level ${this.level}`); }
}
class Fields {
  static readonly title = msg('Static field');
  readonly text: string = msg('Field');
  #hidden = msg('Private field');
  accessor = () => this.#hidden;
}

export const castOfMessage = () => [msg('Cast') as string, <string>msg('Old cast'), msg('Certain')!, msg('Satisfied') satisfies string];
export const enumInExpression = () => msg(str`colour ${Colour.red}`);
export const namespaceOfTypeScript = () => Inner.label();
export const parameterProperties = () => new Derived('D').show();
export const classFields = () => [Fields.title, new Fields().text, new Fields().accessor()];
export const assertion = (log: Log) => msg(str`as ${log('x') as string} and ${log('y')!}`);
export const satisfying = () => msg(str`sat ${{name: 'n'}.name satisfies string}`);
export const typeArguments = () => msg(html`<b>${((x: number): number => x + 1)(1)}</b> typed`);
export const genericFunction = <T extends Named>(log: Log) => msg(str`g ${((x: T | Named) => x.name)({name: log('n')})}`);
export const optional = (log: Log, named?: Named) => msg(str`o ${named?.name ?? log('none')}`);
export const nonNull = () => msg!('Not null');
export const typeOnlyImport = (): Localized => ({text: msg('Type only')});
export const declared = () => {
  const text: string = msg('Declared');
  const list: readonly string[] = [msg('One'), msg('Two')] as const;
  return [text, ...list];
};
export const overload = (() => {
  function f(a: string): string;
  function f(a: number): string;
  function f(a: unknown): string { return msg(str`over ${a as string}`); }
  return () => [f('a'), f(1)];
})();
export const swapped = (log: Log) => msg(html`<b>${log('1') as string}</b> and <i>${log(2)}</i>`, {id: 'ts-swapped'});
export const conditional = () => [true, false].map((yes) => html`<p>${yes ? msg('Yes') : nothing}</p>`);
export const attributes = () => html`<x-a .someProp=${msg('Camel')} ?on=${true} @click=${(): string => msg('Clicked')}></x-a>`;
