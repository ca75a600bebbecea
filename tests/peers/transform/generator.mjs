// Random functions that show messages: texts, templates and expressions in one another, and translations of them. What either tool
// is known to get wrong on its own (differences.mjs) does not occur: markup and quotation marks in plain texts, quoted bindings.
import {Random} from '../../random.mjs';

const WORDS = [
  'Hello', 'world', 'of', 'the', 'Ünïcödé', '中文', '😀', 'a', '1', '.', ',', '!', "it's",
  '`', '$', '${x}', '\\', '\\n', '{', '}', '#{}', 'end', ' ',
];
const TAGS = ['b', 'i', 'span', 'x-a', 'div'];
const ATTRIBUTES = ['title', 'alt', 'data-x', 'class'];

export class Generator {
  constructor(seed) {
    this.random = new Random(seed);
    this.logged = 0;
    this.ids = 0;
  }

  text() {
    return this.random.some(1, 4, () => this.random.pick(WORDS)).join(' ');
  }

  inString(text) {
    const quote = this.random.pick(["'", '"']);
    return quote + text.replace(/\\/g, '\\\\').replaceAll(quote, `\\${quote}`) + quote;
  }

  inTemplate(text) {
    return text.replace(/\\/g, '\\\\').replace(/`/g, '\\`').replace(/\$(?=\{|$)/g, '\\$');
  }

  options() {
    if (this.random.chance(0.7)) return '';
    const id = `id: 'r${this.ids++}'`, desc = `desc: 'a note'`;
    return `, {${this.random.pick([id, `${id}, ${desc}`, `\n  ${id},\n`])}}`;
  }

  log() {
    return `log(${this.random.chance(0.5) ? this.logged++ : `'v${this.logged++}'`})`;
  }

  plain() {
    const text = this.text();
    const literal = this.random.chance(0.7) ? this.inString(text) : `\`${this.inTemplate(text)}\``;
    return `msg(${literal}${this.options()})`;
  }

  str(depth) {
    const parts = this.random.some(1, 3, () => `${this.inTemplate(this.text())}\${${this.stringLike(depth - 1)}}`);
    return `msg(str\`${parts.join('')}${this.random.chance(0.5) ? this.inTemplate(this.text()) : ''}\`${this.options()})`;
  }

  html(depth) {
    return `msg(html\`${this.inTemplate(this.text())}${this.children(depth)}\`${this.options()})`;
  }

  message(depth, isString) {
    const choice = this.random.below(isString ? 2 : 3);
    return choice === 0 || depth <= 0 ? this.plain() : choice === 1 ? this.str(depth) : this.html(depth);
  }

  // An expression that gives a string or a number.
  stringLike(depth) {
    if (depth <= 0) return this.log();
    switch (this.random.below(7)) {
      case 0: return this.message(depth, true);
      case 1: return `${this.log()} ? ${this.message(depth, true)} : ${this.stringLike(depth - 1)}`;
      case 2: return this.inString(this.random.pick(['literal', 'x y', '1']));
      case 3: return `[${this.stringLike(depth - 1)}, ${this.log()}].join('-')`;
      case 4: return `\`(\${${this.stringLike(depth - 1)}})\``;
      case 5: return `(${this.log()}, ${this.stringLike(depth - 1)})`;
      default: return this.log();
    }
  }

  child(depth) {
    if (depth <= 0) return this.log();
    switch (this.random.below(6)) {
      case 0: return this.message(depth, false);
      case 1: return `html\`${this.children(depth - 1)}\``;
      case 2: return `[1, 2].map((n) => html\`<i>\${n} ${this.children(depth - 1)}</i>\`)`;
      case 3: return `${this.log()} ? ${this.message(depth, false)} : ${this.child(depth - 1)}`;
      default: return this.stringLike(depth);
    }
  }

  attribute(depth) {
    const name = this.random.pick(ATTRIBUTES);
    switch (this.random.below(6)) {
      case 0: return ` ${name}=\${${this.stringLike(depth)}}`;
      case 1: return ` ${name}="x \${${this.stringLike(depth)}} y"`;
      case 2: return ` .prop=\${[${this.child(depth)}]}`;
      case 3: return ` ?hidden=\${${this.log()}}`;
      case 4: return ` @click=\${() => ${this.child(depth)}}`;
      default: return ` ${name}="fixed"`;
    }
  }

  element(depth) {
    const tag = this.random.pick(TAGS);
    return `<${tag}${this.random.chance(0.4) ? this.attribute(depth - 1) : ''}>${depth > 0 ? this.children(depth - 1) : 'x'}</${tag}>`;
  }

  children(depth) {
    return this.random.some(1, 3, () => {
      const choice = this.random.below(3);
      return choice === 0 ? this.inTemplate(this.text()) : choice === 1 ? `\${${this.child(depth)}}` : this.element(depth);
    }).join('');
  }

  // A module with that many cases.
  module(count) {
    const cases = Array.from({length: count}, (_, i) => {
      const value = this.random.chance(0.5) ? `html\`${this.children(3)}\`` : this.message(3, false);
      return `export const case${i} = (log) => ${value};`;
    });
    return `import {html} from 'lit';\nimport {msg, str} from '@lit/localize';\n\n${cases.join('\n')}\n`;
  }

  // Placeholders change places where none holds an element that another one closes.
  translation(source) {
    const pieces = source.split(/(<x [^>]*\/>)/), codes = pieces.filter((_, i) => i % 2);
    const isWhole = codes.every((code) => code.split('&lt;').length === code.split('&lt;/').length * 2 - 1);
    const order = isWhole ? this.random.shuffled(codes.keys()) : [...codes.keys()];
    const decoration = this.random.pick(['', '»', '& ', '<i> ', '&lt;', '`', '${y} ', '\\', '\\u0041']);
    let next = 0;
    return pieces.map((piece, i) => (i % 2 ? `{${order[next++]}}` : piece === '' ? '' : decoration + decoded(piece))).join('');
  }

  // For `choose` of project.mjs.
  translations(source) {
    return {
      de: this.translation(source),
      fr: this.random.chance(0.4) ? this.translation(source) : null,
    };
  }
}

const ENTITIES = {lt: '<', gt: '>', amp: '&', quot: '"'};
const decoded = (text) => text.replace(/&(lt|gt|amp|quot);/g, (_, name) => ENTITIES[name]);
