import {html} from 'lit';
import {msg, str} from '@lit/localize';

export const plain = () => msg('Hello');
export const plainInDoubleQuotes = () => msg("It's me");
export const plainTemplate = () => msg(`A plain template`);
export const backtick = () => msg('a ` b');
export const dollarBrace = () => msg('not ${an} expression, $1 neither');
export const backslashes = () => msg('C:\\dir\\new \\${x} \\` end\\');
export const escapes = () => msg('tab\t line\n nul-less \u00e9 \x41 \u{1F600} \
continued');
export const lineBreaksInTemplate = () => msg(`first
  second
third`);
export const unicode = () => msg('Ünïcödé 中文 العربية 😀 \u2028 \u00a0 end');
export const quotes = () => msg('"double" and \'single\' and “curly”');
export const spaces = () => msg('  around  and   within  ');
export const emptyStrExpression = () => msg(str`${''}x`);
export const givenId = () => msg('With an id', {id: 'given-id'});
export const description = () => msg('Described', {desc: 'What it is'});
export const idAndDescription = () => msg('Both', {desc: 'What it is', id: 'both-id'});
export const trailingComma = () => msg('Trailing', {id: 'trailing',},);
export const comments = () => msg(/* before */ 'Commented' /* behind */, /* options */ {id: 'commented'} /* end */) /* after */ ;
export const overLines = () =>
  msg(
    'Over lines',
    {
      id: 'over-lines',
    }
  );
export const concatenated = () => 'a' + msg('Concat') + 'b' + msg('Concat').length;
export const member = () => msg('Member').toUpperCase().length;
export const inTemplate = () => `[${msg('In a template')}]`;
export const asKey = () => ({[msg('Key')]: msg('Value')});
export const asArgument = () => [msg('One'), msg('Two')].map((text) => text.length);
export const inParentheses = () => (msg)('Parenthesised');
export const optionalCall = () => msg?.('Optional');
export const twiceTheSame = () => [msg('Twice'), msg('Twice')];
export const statement = () => {
  const text = msg('Bound')
  return text
};
export const returned = () => {
  return msg(
    'Returned');
};
export const arrowBody = () => [1, 2].map((n) => msg('Arrow')).join();
export const strWithoutExpression = () => msg(str`Nothing in it`);
export const strPlain = () => msg(str`Hello ${'World'}!`);
export const strNumbers = () => msg(str`${1} of ${2 + 3}`);
export const strSpecial = () => msg(str`a \` b \${c} \\ ${'`'} ${'${d}'} \n end`);
export const strLineBreaks = () => msg(str`first ${1}
  second ${2}`);
export const strUnicode = () => msg(str`😀 ${'ü'} \u{1F600} \xe9`);
export const strOfMsg = () => msg(str`Outer ${msg('Inner')}`);
export const strOfStr = () => msg(str`Outer ${msg(str`inner ${1}`)} end`);
export const strConcatenated = () => 'x' + msg(str`a ${1 + 1}`) + 'y';
export const strOperators = (log) => msg(str`${log(1), log(2)} ${true ? 'a' : 'b'} ${null ?? 'c'} ${(() => 'd')()}`);
export const strMember = () => msg(str`len ${3}`).length;
export const strMissing = () => msg(str`No ${'translation'} for this`, {id: 'never-translated'});
export const plainMissing = () => msg('No translation for this', {id: 'never-translated-either'});
export const htmlMissing = () => msg(html`No <b>${'translation'}</b>`, {id: 'never-translated-html'});
export const emptyTranslation = () => msg('Becomes empty', {id: 'becomes-empty'});
export const literalHtmlText = () => html`<p>${'not a <message>'}</p>`;
export const ampersandInText = () => msg('Tom & Jerry');
export const angleBracketsInText = () => msg('1 < 2 > 0 &amp; <b>x</b>');
export const ampersandInStr = () => msg(str`Tom & ${'Jerry & <i>'}`);
