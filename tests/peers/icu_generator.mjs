// Random ICU messages: valid ones by the grammar, and the same with something broken.
import {Random} from '../random.mjs';

const names = ['name', 'n', 'count', '0', 'a_b', 'größe', '数', 'x1', 'offset', 'other', 'date'];
const words = ['Hello ', 'a', ' ', '\n', 'don\'t ', 'l\'', '\'\'', '\'{\'', '\'{x}\'', '\'<b>\'', '\'#\'', '# ', '<', '< 3', '> ', '}', '"', 'ö', '日本', '😀', '\u00a0', '\u200e', ', ', '\'>', '&lt;', '\t'];
const spaces = ['', '', '', ' ', ' ', '  ', '\n', '\u200e', '\u2028'];
const keys = ['one', 'few', 'many', 'two', 'zero', '=0', '=1', '=-1', '=+2', '=12', 'male', 'x', '日', '1'];
const styles = ['short', 'percent', '::currency/USD', ':: .00', '::integer-width/+000 scale/100', '::yMMMd', '::hmm', ':: ', '::', '::a/', '::a//b c', '\'at\' h', '\'', 'a\'\'b', 'x\u00a0', '\u00a0', 'yyyy-MM-dd', '#,##0.00', '<b>'];
const tags = ['b', 'a', 'my-tag', 'T.1', 'ß', 'b1', 'x_y·z'];
const breaks = ['{', '}', '<', '>', '/', '\'', '#', ',', '=', ':', ' ', '{}', '</b>', '<b>', '<b/>', 'offset:', 'offset:1', '+', '-', 'plural', 'select', 'number', 'a', '1', '99999999999999999', '9007199254740991', '9007199254740992', 'other', '::', '\u00a0', '\u2028', '日', '\u0000', '\n', '!', '{n, plural, other {#}}'];

export class Generator extends Random {
  space() {
    return this.pick(spaces);
  }

  many(make, most) {
    return Array.from({length: this.below(most + 1)}, make).join('');
  }

  option(key, depth) {
    return `${key}${this.space()}{${this.text(depth - 1)}}${this.space()}`;
  }

  choice(depth) {
    const type = this.pick(['plural', 'plural', 'select', 'selectordinal']);
    const offset = type !== 'select' && this.below(4) === 0 ? `offset:${this.space()}${this.pick(['1', '2', '-1', '+3', '10'])} ` : '';
    const options = this.many(() => this.option(this.pick(keys), depth), 3);
    const other = this.below(12) ? this.option('other', depth) : '';
    return `${type}${this.space()},${this.space()}${offset}${options}${other}`;
  }

  simple() {
    const type = this.pick(['number', 'date', 'time']);
    return this.below(3) ? `${type}${this.space()},${this.space()}${this.pick(styles)}${this.space()}` : `${type}${this.space()}`;
  }

  argument(depth) {
    const rest = [() => '', () => '', () => `,${this.space()}${this.simple()}`, () => `,${this.space()}${this.choice(depth)}`];
    return `{${this.space()}${this.pick(names)}${this.space()}${rest[this.below(depth > 0 ? 4 : 3)]()}}`;
  }

  tag(depth) {
    const name = this.pick(tags);
    if (this.below(4) === 0) return `<${name}${this.pick(['', ' '])}/>`;
    return `<${name}${this.pick(['', '', ' '])}>${this.text(depth - 1)}</${name}${this.pick(['', '', ' '])}>`;
  }

  text(depth) {
    const makers = [() => this.pick(words), () => this.pick(words), () => this.argument(depth), () => (depth > 0 ? this.tag(depth) : '#')];
    return this.many(() => this.pick(makers)(), 4);
  }

  // Deletes, inserts, doubles or cuts.
  break(text) {
    const at = this.below(text.length + 1), length = 1 + this.below(3);
    const ways = [
      () => text.slice(0, at) + text.slice(at + length),
      () => text.slice(0, at) + this.pick(breaks) + text.slice(at),
      () => text.slice(0, at) + this.pick(breaks) + text.slice(at + length),
      () => text.slice(0, at),
    ];
    return this.pick(ways)();
  }

  next() {
    let text = this.text(4);
    for (let i = this.below(4); i > 1; i--) text = this.break(text);
    return text.isWellFormed?.() === false ? '' : text;
  }
}
