// JSX in the forms that people write, for those who read sources in two ways (full_parse.mjs). What follows is well-formed, and leaves no doubt.
import * as React from 'react';
import {msg, str} from '@lit/localize';
import {t, _, ngettext, pgettext} from './gettext';

const generic = <T,>(x: T) => x;
function typed<T>(x: T): Array<T> { return new Array<T>(1 < 2 ? 1 : 0); }
class List<T> extends React.Component<{a: T}, {}> {
  map = new Map<string, number>();
  render() { return <ul>{this.props.a}</ul>; }
}

export function Plain() { return <p>it's "quoted" `text` // no comment /* none */ {t('plain')} import {'x'} don't</p>; }
export const Empty = () => <></>;
export const Fragment = () => <>it's {_('fragment')}<b/>{msg('m')}</>;
export const Nested = () => (
  <section title="it's" data-x='a "b"' aria-label={t('label')}>
    <h1 className={`a ${t('template')} b`}>{t('one')}, {ngettext('%d a', '%d b', 2)}; (t('text'))</h1>
    {list.map((item) => <li key={item.id}>{item.name}'s {t('item')} {item.a < item.b ? <i/> : <b>{t('b')}</b>}</li>)}
    {/* it's <b> {t('comment')} */}
    {open && <Menu.Item on={() => { if (a < b) return t('handler'); }} {...props} disabled>&amp; don&apos;t &lt;p&gt; t('x')</Menu.Item>}
    {open ? <svg:path d="M0,0"/> : null}
    <my-element a-b="c" a:b='d' c={1} d={<b>it's {t('value')}</b>}></my-element>
    <br/><img src="//a.b/c.png" alt={t("alt")}/>
    <a href="https://a.b/c?d">http://a.b/ {pgettext('context', 'link')}</a>
    <input value="\" disabled/>
    <style>{`.a { content: "'"; } ${t('style')}`}</style>
    {'}'} {"{"} {` `} {/'/.test(a) ? t('regex') : 1 / 2}
    <pre
      title="line
break">
      {t('a' + 'b')} {t(<b>it's</b>)} {f(<i>{t('inner')}</i>, t('after'))}
    </pre>
  </section>
);
export const Text = () => <p>日本語 · «x» it's {t('x')}</p>;
export const Several = [<a>{t('1')}</a>, <b>'{t('2')}'</b>, <c/>, <>{t('3')}'</>];
export const named = {a: <p>{t('member')}'</p>, ['b']: <p/>, c() { return <p>"</p>; }};
export default <p>it's {t('default')}</p>;
x = a ? <p>'</p> : b ? <p>"</p> : <p>`{t('c')}</p>;
x = a && <p>'</p> || <p>{t('or')}'</p>;
x = a < b && c > d ? t('compared') : t('otherwise');
x = f<string>('x') + g<Array<string>>(t('typed'));
x = (a as any) < t('as');
switch (a) { case 1: x = <p>it's</p>; break; default: x = <p>{t('d')}</p>; }
for (const y of z) x = <p>it's {t('of')}</p>;
if (a) { x = <p>'</p>; } else { x = <p>{t('else')}'</p>; }
x = (<p>{msg(str`it's ${1}`)}</p>);
x = <p>{msg('a')} <b>{(() => { const u = <i>it's</i>; return t('u'); })()}</b></p>;
x = <Trans>Hello <b>{name}</b>, you've {count} new message{count > 1 && 's'}.</Trans>;
x = <p title={t('t')} on={<T,>(y: T) => y}>{<p>{<p>it's {t('deep')}</p>}</p>}</p>;
