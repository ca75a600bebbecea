// Random expressions: nested forms with white space, line breaks and comments between their tokens.
import {Random} from '../random.mjs';

export class Generator extends Random {
  upTo(most, make) {
    return Array.from({length: this.below(most + 1)}, make);
  }

  next() {
    for (;;) {
      const made = this.make();
      // The grammar may take what follows a `<` for type arguments.
      if (!/<(\s|\/\*[^]*?\*\/|\/\/.*\n)*\(/.test(made.text)) return made;
    }
  }

  make() {
    this.gaps = this.pick(['', 'space', 'lines', 'comments', 'all']);
    this.isJsx = this.fraction() < 0.2;
    this.isNested = false;
    this.hasStatements = this.fraction() < 0.3;
    return {text: this.gap() + this.expression(1 + this.below(5)) + this.gap(), isJsx: this.isJsx};
  }

  // What may stand between two tokens.
  gap() {
    const roll = this.fraction();
    if (this.gaps === '' || roll < 0.6) return this.pick(['', ' ']);
    if (this.gaps === 'space') return this.pick([' ', '  ', '\t']);
    if (this.gaps === 'lines' || (this.gaps === 'all' && roll < 0.8)) return this.pick(['\n', '\n  ', ' \n', '\n\n    ', '\r\n  ']);
    return this.pick([' /* c */ ', '/*c*/', ' // c\n', '\n// c\n', '\n  /* c */\n', '\n/* c */ ', ' /* c\n   d */ ', '/* a *//* b */']);
  }

  // The same where no line may end.
  line() {
    return this.pick(['', ' ', '  ']);
  }

  join(...parts) {
    return parts.map((part, i) => (i > 0 ? this.gap() : '') + part).join('');
  }

  name() {
    return this.pick(['a', 'b', 'foo', 'ä', '$x', 'item']);
  }

  list(most, make, last = true) {
    const parts = this.upTo(most, make);
    const text = parts.map((part) => this.gap() + part + this.gap()).join(',');
    return text + (parts.length > 0 && last && this.fraction() < 0.2 ? ',' + this.gap() : this.gap());
  }

  primary(depth) {
    if (depth <= 0) return this.pick([this.name(), this.name(), '1', "'s'", '"ä"', '`t`', 'this', 'null', '/r/g', '1_0']);
    const inner = () => this.expression(depth - 1);
    return this.pick([
      () => this.name(),
      () => this.join('(', inner(), ')'),
      () => this.member(depth),
      () => this.member(depth),
      () => this.primary(depth - 1) + '(' + this.list(3, inner) + ')',
      () => '[' + this.list(3, () => this.pick([inner, inner, () => '...' + inner(), () => ''])()) + ']',
      () => '(' + this.object(depth) + ')',
      () => '`x${' + this.gap() + inner() + this.gap() + '}y`',
      () => 'html`<b>${' + inner() + '}</b>${' + inner() + '}`',
      () => 'new ' + this.pick(['Foo', 'a.B']) + this.gap() + '(' + this.list(2, inner) + ')',
      () => this.join('(', this.arrow(depth), ')'),
      () => (this.isJsx ? this.jsx(depth) : this.join('(', '<', this.type(1), '>', this.primary(depth - 1), ')')),
      () => (this.hasStatements ? '(' + this.function(depth) + ')' : this.name()),
    ])();
  }

  member(depth) {
    const object = this.primary(depth - 1);
    return this.pick([
      () => this.join(object, '.', this.name()),
      () => this.join(object, '?.', this.name()),
      () => this.join(object, '[', this.expression(depth - 1), ']'),
      () => object + '!.' + this.name(),
      () => this.join(object, '.' + this.name(), '.' + this.name() + '(' + this.list(2, () => this.expression(depth - 1)) + ')'),
    ])();
  }

  object(depth) {
    const inner = () => this.expression(depth - 1);
    return '{' + this.list(3, () => this.pick([
      () => this.name(),
      () => this.join(this.pick([this.name(), "'k'", '1']), ':', inner()),
      () => this.join('[', inner(), ']', ':', inner()),
      () => this.join('...', inner()),
      () => (this.hasStatements ? this.nested(() => this.name() + this.parameters(depth) + this.gap() + this.block(depth - 1)) : this.name()),
    ])()) + '}';
  }

  pattern(depth) {
    if (depth <= 0 || this.fraction() < 0.6) return this.name();
    return this.pick([
      () => '{' + this.list(2, () => this.pick([this.name(), this.join(this.name(), ':', this.pattern(depth - 1)), this.join(this.name(), '=', this.expression(0))])) + '}',
      () => '[' + this.list(2, () => this.pattern(depth - 1)) + ']',
    ])();
  }

  parameters(depth) {
    return this.gap() + '(' + this.list(2, () => {
      const type = this.fraction() < 0.3 ? this.gap() + ':' + this.gap() + this.type(1) : '';
      const value = this.fraction() < 0.2 ? this.gap() + '=' + this.gap() + this.expression(depth - 2) : '';
      return this.pattern(1) + type + value;
    }) + ')';
  }

  // Functions that are not async have no await.
  nested(make) {
    const outer = this.isNested;
    this.isNested = true;
    const text = make();
    this.isNested = outer;
    return text;
  }

  arrow(depth) {
    return this.nested(() => this.arrowText(depth));
  }

  arrowText(depth) {
    const head = this.pick([() => this.name(), () => this.parameters(depth), () => 'async ' + this.parameters(depth).trim()])();
    const body = this.hasStatements && this.fraction() < 0.5 ? this.block(depth - 1) : this.expression(depth - 1);
    return head + this.line() + '=>' + this.gap() + (body.startsWith('{') && !this.hasStatements ? '(' + body + ')' : body);
  }

  function(depth) {
    return this.nested(() => this.functionText(depth));
  }

  functionText(depth) {
    return 'function' + this.pick(['', ' f', '* g']) + this.parameters(depth) + this.gap() + this.block(depth - 1);
  }

  expression(depth) {
    if (depth <= 0) return this.primary(0);
    const inner = () => this.primary(depth - 1);
    return this.pick([
      () => this.primary(depth),
      () => this.primary(depth),
      () => this.binary(depth),
      () => this.binary(depth),
      () => this.join(inner(), '?', this.expression(depth - 1), ':', this.expression(depth - 1)),
      () => this.pick(['!', '-', '+', '~', 'typeof ', 'void ', this.isNested ? '!' : 'await ']) + this.gap() + inner(),
      () => this.join(this.name(), this.pick(['=', '+=', '??=']), this.expression(depth - 1)),
      () => inner() + ' ' + this.pick(['as', 'satisfies']) + ' ' + this.gap() + this.type(1) + ' ',
      () => this.name() + this.pick(['++', '--']),
    ])();
  }

  binary(depth) {
    const operator = this.pick(['+', '-', '*', '/', '&&', '||', '===', '<', '|', ' in ', ' instanceof ', '+', '&&']);
    const parts = [this.primary(depth - 1), ...this.upTo(2, () => this.primary(depth - 1)), this.primary(depth - 1)];
    return parts.map((part, i) => (i > 0 ? operator + this.gap() : '') + part + this.gap()).join('');
  }

  type(depth) {
    if (depth <= 0) return this.pick(['string', 'A', 'any', "'x'"]);
    return this.pick([
      () => this.type(0),
      () => this.join(this.type(0), '|', this.type(0)),
      () => this.type(0) + '[]',
      () => 'Map<' + this.gap() + this.type(0) + this.gap() + ',' + this.list(1, () => this.type(0), false).replace(/^\s*$/, 'b') + '>',
      () => this.join('{', 'k', ':', this.type(0), '}'),
    ])();
  }

  block(depth) {
    if (depth <= 0) return '{' + this.gap() + '}';
    return '{' + this.upTo(3, () => this.gap() + this.statement(depth)).join(';') + this.gap() + '}';
  }

  statement(depth) {
    if (depth <= 0) return this.name() + '()';
    const inner = () => this.expression(depth - 1);
    return this.pick([
      () => this.name() + '(' + inner() + ')',
      () => 'return ' + this.line() + inner(),
      () => this.pick(['let ', 'const ', 'var ']) + this.join(this.pattern(1), '=', inner()),
      () => this.join('if', '(', inner(), ')', this.block(depth - 1)),
      () => this.join('if', '(', inner(), ')', this.name() + '()', ';', 'else', this.block(depth - 1)),
      () => this.join('for', '(', 'const ' + this.name() + ' of', inner(), ')', this.block(depth - 1)),
      () => this.join('while', '(', inner(), ')', this.block(depth - 1)),
      () => this.join('try', this.block(depth - 1), 'catch', this.block(depth - 1)),
      () => 'throw ' + inner(),
    ])();
  }

  jsx(depth) {
    const inner = () => this.expression(depth - 1);
    const attributes = this.upTo(2, () => ' ' + this.gap() + this.pick([() => 'k="v"', () => 'k={' + inner() + '}', () => '{...' + inner() + '}', () => 'k'])()).join('');
    if (this.fraction() < 0.4) return '<a' + attributes + this.gap() + '/>';
    const children = this.upTo(3, () => this.pick([() => 'text', () => ' \n ', () => '{' + inner() + '}', () => this.jsx(depth - 1 > 0 ? depth - 1 : 0), () => '{}']));
    return '<a' + attributes + '>' + children.map((child) => (typeof child === 'string' ? child : depth > 0 ? child() : '')).join('') + '</a>';
  }
}
