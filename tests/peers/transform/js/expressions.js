import {html} from 'lit';
import {msg, str} from '@lit/localize';

export const orderInStr = (log) => msg(str`${log(1)} ${log(2)} ${log(3)}`);
export const orderInHtml = (log) => msg(html`${log(1)} <b>${log(2)}</b> ${log(3)}`);
export const orderAround = (log) => html`${log(0)}${msg(html`x ${log(1)} y`)}${log(2)}`;
export const orderOfNesting = (log) => msg(html`${log(1)} <b>${msg(str`a ${log(2)} b`)}</b> ${log(3)}`);
export const counter = () => {
  let n = 0;
  return msg(str`${++n} and ${++n} and ${n++} ${n}`);
};
export const onlyWhenCalled = (log) => {
  const later = () => msg(str`late ${log('evaluated')}`);
  log('before');
  return [later(), later()];
};
export const shortCircuit = (log) => msg(str`${log(0) && log('never')} or ${log('') || log('always')}`);
export const assignment = () => {
  let x = 1;
  const text = msg(str`x is ${(x = 5)}`);
  return [text, x];
};
export const commaOperator = (log) => msg(str`${(log('a'), log('b'))}`);
export const awaited = async (log) => msg(str`got ${await Promise.resolve(log('it'))}`);
export const yielded = () => [...(function* () { yield msg(str`y ${yield 'in'} z`); })()];
export const functionInside = () => msg(html`<b>${[1, 2].map((n) => html`<i>${n}</i>`)}</b> items`);
export const arrowWithBlock = () => msg(str`is ${(() => { const a = 'A'; return a; })()}`);
export const templateInside = () => msg(str`a ${`b ${'c'} d`} e`);
export const regexAndStrings = () => msg(str`r ${/[`}]/.test('}')} ${'}'} ${"`"}`);
export const objectInside = () => msg(str`o ${{a: {b: 'deep'}}.a.b}`);
export const commentsInside = () => msg(str`c ${/* inner */ 'x' /* behind */} d ${
  // a line of its own
  'y'
} e`);
export const thisInside = () => ({name: 'N', show() { return msg(str`I am ${this.name}`); }}).show();
export const closure = () => [1, 2].map((i) => msg(str`item ${i}`));
export const closureInHtml = () => html`<ul>${[1, 2].map((i) => html`<li>${msg(str`item ${i}`)}</li>`)}</ul>`;
export const throwing = () => {
  try {
    return msg(str`t ${(() => { throw new Error('thrown'); })()}`);
  } catch (error) {
    return error.message;
  }
};
export const nullish = () => [msg(str`n ${null} ${undefined}`), msg(html`h ${null} ${undefined}`)];
export const numbersAndBooleans = () => [msg(str`${0} ${-1} ${1.50} ${true}`), msg(html`${0} ${-1} ${1.50} ${false}`)];
export const swappedSideEffects = (log) => msg(str`${log('a')}-${log('b')}-${log('c')}`, {id: 'swapped-effects'});
export const msgInExpression = (log) => msg(str`list: ${[msg('One'), msg('Two'), log('x')].join(', ')}`);
export const msgDeepInExpression = () => msg(html`<b>${[1].map(() => html`<i title=${msg('Title')}>${msg(html`deep <u>${'er'}</u>`)}</i>`)}</b> end`);
