import {html, nothing} from 'lit';
import {choose} from 'lit/directives/choose.js';
import {map} from 'lit/directives/map.js';
import {when} from 'lit/directives/when.js';
import {msg, str} from '@lit/localize';

const both = (show) => [true, false].map(show);

export const ternary = (log) => both((yes) => (log(yes) ? msg('Yes') : msg('No')));
export const ternaryInHtml = () => both((yes) => html`<p>${yes ? msg('Yes') : msg('No')}</p>`);
export const ternaryOfTemplates = () => both((yes) => html`<p>${yes ? msg(html`<b>Yes</b>`) : html`<i>${msg('No')}</i>`}</p>`);
export const ternaryInMsg = () => both((yes) => msg(html`It is <b>${yes ? msg('so') : msg('not so')}</b>`));
export const and = () => both((yes) => html`<p>${yes && msg('Yes')}</p>`);
export const or = () => both((yes) => (yes ? '' : 'x') || msg('Or'));
export const nullish = () => [null, 'x'].map((value) => value ?? msg('Nullish'));
export const nothingElse = () => both((yes) => html`<p>${yes ? msg('Yes') : nothing}</p>`);
export const nestedTernary = () => [0, 1, 2].map((n) => (n === 0 ? msg('none') : n === 1 ? msg('one item') : msg(str`${n} items`)));
export const ifStatement = () => both((yes) => {
  if (yes) return msg('Yes');
  else return msg('No');
});
export const switchStatement = () => [1, 2].map((n) => {
  switch (n) {
    case 1:
      return msg('First case');
    default:
      return msg('Default case');
  }
});
export const whenDirective = () => both((yes) => html`${when(yes, () => msg('Yes'), () => msg(html`<b>No</b>`))}`);
export const chooseDirective = () => html`${choose('b', [['a', () => msg('A')], ['b', () => msg('B')]], () => msg('Other'))}`;
export const mapped = () => html`<ul>${[1, 2].map((n) => html`<li>${msg(str`Number ${n}`)}</li>`)}</ul>`;
export const mappedByDirective = () => html`<ul>${map([1, 2], (n) => html`<li>${msg(html`Number <b>${n}</b>`)}</li>`)}</ul>`;
export const listOfMessages = () => html`<ul>${[msg('One'), msg(html`<b>Two</b>`)].map((text) => html`<li>${text}</li>`)}</ul>`;
export const lookup = () => ({a: msg('A'), b: msg('B')})['b'];
export const defaultParameter = () => ((text = msg('Default')) => text)();
export const lazyTable = () => {
  const table = {a: () => msg('A'), b: () => msg(str`B ${1}`)};
  return Object.values(table).map((show) => show());
};
export const logicalAssignment = () => {
  let label;
  label ??= msg('Assigned');
  return label;
};
