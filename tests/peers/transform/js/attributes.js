import {html} from 'lit';
import {ifDefined} from 'lit/directives/if-defined.js';
import {msg, str} from '@lit/localize';

export const unquoted = () => html`<input title=${msg('Title')}>`;
export const quoted = () => html`<input title="${msg('Title')}">`;
export const singleQuoted = () => html`<input title='${msg('Title')}'>`;
export const quotedWithText = () => html`<input title="a ${msg('Title')} b">`;
export const twoInOne = () => html`<input title="${msg('One')} ${msg('Two')}">`;
export const unquotedWithText = () => html`<input title=a-${msg('Title')}>`;
export const twoAttributes = () => html`<input title=${msg('One')} alt="${msg('Two')}" id=x>`;
export const strUnquoted = () => html`<input title=${msg(str`a ${'b'}`)}>`;
export const strQuoted = () => html`<input title="${msg(str`a ${'b'} c`)}">`;
export const quotesInValue = () => html`<img alt="${msg('A "quoted" word')}">`;
export const quotesUnquoted = () => html`<img alt=${msg('A "quoted" word')}>`;
export const apostropheInSingleQuotes = () => html`<img alt='${msg("It's")}'>`;
export const ampersandInValue = () => html`<img alt=${msg('a & b < c')}>`;
export const ampersandInQuotedValue = () => html`<img alt="${msg('a &amp; b & c')}">`;
export const ampersandInStr = () => html`<img alt="${msg(str`a & b ${msg('c & d')} e`)}">`;
export const ampersandInCondition = (log) => html`<img alt="${log(true) ? msg('a & b') : ''}">`;
export const property = () => html`<input .value=${msg('Value')}>`;
export const quotedProperty = () => html`<input .value="${msg('Value')}">`;
export const quotedPropertyOfTwo = () => html`<input .value="${msg('One')}-${msg('Two')}">`;
export const strProperty = (log) => html`<input .value=${msg(str`a ${log('b')}`)}>`;
export const htmlProperty = () => html`<x-a .content=${msg(html`<b>bold</b>`)}></x-a>`;
export const camelCaseProperty = () => html`<x-a .someProp=${msg('Camel')} .otherProp=${1}></x-a>`;
export const arrayProperty = () => html`<x-a .items=${[msg('One'), {label: msg('Two')}]}></x-a>`;
export const boolean = () => html`<input ?disabled=${msg('Truth') === ''} ?checked=${true}>`;
export const event = () => html`<button @click=${() => msg('Clicked')}>${msg('Click')}</button>`;
export const eventInMessage = (log) => msg(html`<button @click=${() => log('clicked')}>Press</button> it`);
export const attributeInMessage = (log) => msg(html`<a href=${log('/x')}>link</a> text`);
export const quotedAttributeInMessage = (log) => msg(html`<a href="${log('/x')}?q=${log('y')}" id='i'>link</a> text`);
export const staticAttributesInMessage = () => msg(html`<a class="a b" id=c hidden data-x='"'>link</a> text`);
export const propertyInMessage = (log) => msg(html`<x-a .prop=${log({a: 1})}>link</x-a> text`);
export const camelCaseInMessage = (log) => msg(html`<x-a .someProp=${log(1)} @myEvent=${() => log(2)} ?isOn=${true}>link</x-a> text`);
export const booleanInMessage = () => msg(html`<input ?disabled=${true} ?checked=${false}> box`);
export const messageInAttributeInMessage = () => msg(html`<a title=${msg('Nested title')}>link</a> text`);
export const messageInQuotedAttributeInMessage = () => msg(html`<a title="${msg('Nested title')} x">link</a> text`);
export const strInAttributeInMessage = (log) => msg(html`<a title=${msg(str`to ${log('x')}`)}>${log('y')}</a> text`);
export const conditionInAttribute = (log) => html`<a title=${log(true) ? msg('Yes') : msg('No')}></a>`;
export const conditionInQuotedAttribute = (log) => html`<a title="${log(false) ? msg('Yes') : msg('No')}"></a>`;
export const templateInAttribute = () => html`<a title=${`a ${msg('Title')} b`}></a>`;
export const literalInAttribute = () => html`<a title=${'x "y" <z>'} id="${'i'}"></a>`;
export const literalInQuotedAttribute = () => html`<a title="${'x "y" <z>'}"></a>`;
export const definedAttribute = () => html`<a title=${ifDefined(msg('Title'))} id=${ifDefined(undefined)}></a>`;
export const ariaAttributes = () => html`<a aria-label=${msg('Label')} role="img"></a>`;
export const swappedAttributes = (log) =>
  msg(html`<a href=${log('1')}>one</a> and <a href=${log('2')}>two</a>`, {id: 'swapped-attributes'});
export const multilineTag = () => html`
  <input
    title=${msg('Title')}
    alt="${msg('One')}"
  >`;
