/* A comment in front of all. */ import {msg, str} from '@lit/localize'; import {html, svg} from 'lit';
import {html as staticHtml, literal} from 'lit/static-html.js';
import {
  // why
  updateWhenLocaleChanges, /* and this */ localized,
} from '@lit/localize'
import '@lit/localize'

// Statements without semicolons: what takes the place of a call must not go on with the line in front of it.
export const statementOfText = () => {
  const list = []
  msg('Statement').split('').forEach((letter) => list.push(letter))
  return list
}
export const statementOfStr = () => {
  const list = []
  const push = list
  msg(str`Number ${1}`).split(' ').forEach((word) => push.push(word))
  return push
}
export const statementOfHtml = (log) => {
  let last = log
  msg(html`<b>${last(1)}</b>`)
  return last('end')
}
export const statementOfController = (log) => {
  const host = {addController() {}}
  updateWhenLocaleChanges(host)
  log('behind')
  updateWhenLocaleChanges(host);
  if (host) updateWhenLocaleChanges(host)
  else updateWhenLocaleChanges(host)
  return 'done'
}
export const keywordAtParenthesis = () => {
  return(msg)(html`<b>${'x'}</b> returned`)
}
export const keywordAtText = () => [typeof(msg)('Typed text'), void(msg)('Nothing'), (() => { return(msg)('Returned at once') })()]
export const afterArrow = () => (()=>msg('Arrow'))()
export const betweenOperators = () => 'a'+msg('Plus')+`b`+msg(str`Str ${1}`)+'c'
export const startsExpression = () => [msg('First') + 'x', msg('Second')[0], !msg('Third'), ...msg('ab')]
export const label = () => {
  outer: for (const letter of msg('Letters')) { if (letter) break outer }
  return 'done'
}
export const caseClause = () => { switch (msg('Case')) { case msg('Case'): return 'same'; default: return 'other' } }
export const throwing = () => { try { throw msg('Thrown') } catch (error) { return error } }
export const newArgument = () => new Error(msg('Error')).message
export const spread = () => Math.max(...[msg('One').length, msg('Three').length])
export const destructured = () => { const {length, a = msg('Default')} = msg('Destructured'); return [length > 0, a] }
export const emptyElement = () => html`<p></p>${msg('Behind')}<p></p>`
export const svgTag = () => svg`<text>${msg('In svg')}</text>`
export const staticTag = () => { const tag = literal`x-a`; return staticHtml`<${tag} title=${msg('Static')}>${msg('Static')}</${tag}>` }
export const styleOfMessage = () => html`<style>p::after { content: '${msg('Style')}' }</style>`
export const textareaOfMessage = () => html`<textarea title="${msg('Title')}">a ${msg('Area')} b</textarea>`
export const title = () => html`<title>${msg('Page title')}</title>`
export const lessThanInText = () => html`<p>1 < 2 ${msg('Less')} a<b</p>`
export const selfClosing = () => html`<br/><x-a/>${msg('Closed')}<img src=x />`
export const quotesInText = () => html`<p>"${msg('Quoted')}" '${msg('Single')}' = ${msg('Equal')} =${msg('Right behind')}</p>`
export const valueWithoutQuotesAtEnd = () => html`<a title=x>${msg('Link')}</a>`
export const spacesAroundEquals = () => html`<a title = ${msg('Spaced')} alt= "${msg('Quoted')}">x</a>`
