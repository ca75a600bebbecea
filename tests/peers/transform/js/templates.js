import {html, nothing} from 'lit';
import {msg, str} from '@lit/localize';

export const plainHtml = () => msg(html`Hello`);
export const element = () => msg(html`Hello <b>World</b>!`);
export const textInHtml = () => html`<p>${msg('Hello')}</p>`;
export const strInHtml = () => html`<p>${msg(str`Hello ${'W'}`)}</p>`;
export const htmlInHtml = () => html`<p>${msg(html`Hello <b>W</b>`)}</p>`;
export const htmlInHtmlInHtml = () => html`<div>${html`<p>${msg(html`Hi <b>${'x'}</b>`)}</p>`}</div>`;
export const msgInMsg = () => msg(html`Outer <b>${msg('Inner')}</b>`);
export const htmlMsgInMsg = () => msg(html`Outer <b>${msg(html`in <i>${'ner'}</i>`)}</b> end`);
export const msgInHtmlInMsg = () => msg(html`Outer ${html`<u>${msg('Deep')}</u>`} end`);
export const threeDeep = () => msg(html`1 ${msg(html`2 <b>${msg(html`3 <i>${msg(str`4 ${'x'}`)}</i>`)}</b>`)}`);
export const expressionInElement = (log) => msg(html`Dear <b>${log('Ada')}</b>, hello`);
export const adjacentExpressions = (log) => msg(html`${log('a')}${log('b')} and ${log('c')}`);
export const expressionBetweenTags = (log) => msg(html`a<br>${log('x')}<br>b`);
export const numbers = () => html`<i>${1}</i>${msg(html`<b>${2}</b> of ${3}`)}`;
export const literalsAreText = () => html`<p>${'a'}${`b`}${`c${'d'}`}</p>`;
export const markupInLiteral = () => html`<p>${'<b>'}</p>`;
export const markupInTemplateLiteral = () => html`<p>${`<b>${1}</b>`}</p>`;
export const messageInComment = () => html`<!-- ${msg('Hidden')} --><p>shown</p>`;
export const markupInMsg = () => html`<p>${msg('x <b> y')}</p>`;
export const ampersandInMsg = () => html`<p>${msg('Salt & pepper &lt;')}</p>`;
export const markupInStr = () => html`<p>${msg(str`x <i> ${'<b>'} y`)}</p>`;
export const entities = () => msg(html`a &amp; b &lt; c &nbsp; d &eacute; &#x1F600;`);
export const entitiesInHtml = () => html`<p>${msg(html`a &amp; b <b>&lt;</b>`)}</p>`;
export const comment = () => msg(html`a <!-- note --> b`);
export const voidElements = () => msg(html`line<br>next<hr/>end`);
export const unclosed = () => msg(html`<p>one<p>two`);
export const backslashesInHtml = () => msg(html`a \\ b \` c \${d} <b>\u00e9</b>`);
export const lineBreaksInHtml = () => msg(html`
  <b>first</b>
  second ${1}
`);
export const nestedElements = () => msg(html`<a><b><i>${'x'}</i></b> y</a> z`);
export const unicodeInHtml = () => msg(html`<b>😀 ü</b> 中文 ${'ש'}`);
export const nothingInHtml = () => html`<p>${nothing}${msg(html`a ${nothing} b`)}</p>`;
export const twoMessages = () => html`<p>${msg('One')}</p><p>${msg('Two')}</p>`;
export const messagesAround = () => html`${msg('Front')}<br>${msg('Back')}`;
export const onlyMessage = () => html`${msg('Only')}`;
export const table = () => html`<table><tr><td>${msg('Cell')}</td></tr></table>`;
export const rowsOfTable = () => html`<table>${[1, 2].map((n) => html`<tr><td>${n} ${msg('Row')}</td></tr>`)}</table>`;
export const style = () => html`<style>p { color: ${'red'} }</style><p>${msg('Styled')}</p>`;
export const textarea = () => html`<textarea>${msg('In an area')}</textarea>`;
export const svgElement = () => msg(html`<svg viewBox="0 0 1 1"><path d="M0 0"></path></svg> icon`);
export const templateInTemplateLiteral = () => html`<p>${`a ${msg('In literal')} b`}</p>`;
export const swapped = (log) => msg(html`<b>${log('first')}</b> then <i>${log('second')}</i>`, {id: 'swapped-html'});
export const swappedStr = (log) => msg(str`${log('first')} then ${log('second')}`, {id: 'swapped-str'});
export const swappedInHtml = (log) => html`<p>${log(0)} ${msg(str`${log(1)}, then ${log(2)}`, {id: 'swapped-in-html'})} ${log(3)}</p>`;
export const swappedNested = (log) =>
  msg(html`${msg(str`one ${log('1')}`)} before ${msg(html`<b>two ${log('2')}</b>`)}`, {id: 'swapped-nested'});
export const severalInOnePlaceholder = (log) =>
  msg(html`<a>${log(1)}</a>${log(2)} or ${log(3)} <b>${log(4)}</b>`, {id: 'several-in-one'});
export const functionOfTemplates = () => {
  const row = (label, value) => html`<dt>${label}</dt><dd>${value}</dd>`;
  return html`<dl>${row(msg('Label'), msg(html`<b>value</b>`))}</dl>`;
};
export const otherTag = () => {
  const css = (strings, ...values) => strings.raw.join('|') + values.join();
  return css`a ${msg('In another tag')} b\n`;
};
