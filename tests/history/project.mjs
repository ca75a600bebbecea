// A Lit application whose developers change texts, and translate in its catalogs.
import {execFile} from 'node:child_process';
import {existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';

const words = ('account access active admin allow binding brand cache certificate change client confirm connect create default delete device ' +
  'directory disable edit enable enter event expire export failed flow group host import invalid limit list login manage method name network ' +
  'option page password permission policy prompt property provider query recent remove request reset role rule save scope search secret ' +
  'select server session setting source stage start status successful sync task tenant token type update upload user value version').split(' ');
const codes = ['user.name', 'this.count', 'item.label', 'group?.name', 'flow.title', 'brand.domain'];

/** What stands in a text, with placeholders as {0}. */
export const flat = inner => inner.replace(/<x id="(\d+)"[^>]*\/>/g, '{$1}');

export class Message {
  constructor(number, random) {
    this.random = random;
    this.id = number % 2 ? `message.${number}` : null; // the others are named by a hash of their text
    this.file = number % 7;
    this.words = Array.from({length: 5 + random(4)}, () => words[random(words.length)]);
    this.codes = Array.from({length: number % 3 ? 0 : 1 + random(2)}, () => codes[random(codes.length)]);
    this.mark = '';
    this.isThere = true;
    this.texts = [this.text]; // what it said ever, the newest last
  }

  get text() {
    const parts = [...this.words];
    this.codes.forEach((_, i) => parts.splice(2 + 2 * i, 0, `{${i}}`));
    return parts.join(' ') + this.mark;
  }

  rename() {
    this.codes = this.codes.map(code => codes[(codes.indexOf(code) + 1) % codes.length]);
  }

  punctuate() {
    this.mark = {'': '.', '.': '!', '!': ''}[this.mark];
    this.texts.push(this.text);
  }

  edit() {
    for (let i = 0; i < 2; i++) this.words[this.random(this.words.length)] = words[this.random(words.length)];
    this.texts.push(this.text);
  }

  get call() {
    const text = this.text.replace(/\{(\d)\}/g, (_, i) => `\${${this.codes[i]}}`);
    return `msg(${this.codes.length ? 'str' : ''}\`${text}\`${this.id ? `, {id: '${this.id}'}` : ''})`;
  }
}

export class Project {
  constructor(folder, glot, locales, sync) {
    Object.assign(this, {folder, glot, locales});
    mkdirSync(join(folder, 'src'), {recursive: true});
    this.write('glot.json', JSON.stringify({sourceLocale: 'en', locales, sources: ['src/*.ts'], catalogs: {folder: 'xliff'}, sync}));
    // As lit-localize is told to make a catalog of the source language.
    this.write('lit-localize.json', JSON.stringify({sourceLocale: 'en', targetLocales: ['en'], inputFiles: ['src/*.ts'], output: {mode: 'runtime', outputDir: 'out'}, interchange: {format: 'xliff', xliffDir: 'source'}}));
  }

  write(path, text) {
    writeFileSync(join(this.folder, path), text);
  }

  read(path) {
    return readFileSync(join(this.folder, path), 'utf8');
  }

  /** Runs glot; {status, stdout, stderr}. `started` gets the process. */
  run(words, env = {}, started = () => {}) {
    return new Promise(resolve => started(execFile(this.glot, words, {cwd: this.folder, env: {...process.env, NO_COLOR: '1', ...env}, maxBuffer: 1 << 26},
      (error, stdout, stderr) => resolve({status: error ? error.code ?? error.signal : 0, stdout, stderr}))));
  }

  async extract(messages, ...options) {
    for (let file = 0; file < 7; file++) {
      const calls = messages.filter(message => message.isThere && message.file === file).map(({call}) => `  ${call},\n`);
      this.write(`src/page-${file}.ts`, `import {msg, str} from '@lit/localize';\nexport const texts = (user: any, item: any, group: any, flow: any, brand: any) => [\n${calls.join('')}];\n`);
    }
    const {status, stderr} = await this.run(['extract', '-q', ...options]);
    if (status !== 0) throw new Error(`extract: ${status} ${stderr}`);
  }

  /** The catalog of the source language, as it is uploaded by hand. */
  async sourceCatalog() {
    const {status, stderr} = await this.run(['extract', '-q', '--config', 'lit-localize.json']);
    if (status !== 0) throw new Error(`extract: ${status} ${stderr}`);
    return this.read('source/en.xlf');
  }

  // ---- catalogs

  catalog(locale) {
    return this.read(`xliff/${locale}.xlf`);
  }

  /** All catalogs, those that no build knows among them. */
  catalogs() {
    return readdirSync(join(this.folder, 'xliff')).sort().map(name => this.read(`xliff/${name}`)).join('');
  }

  remove(locale) {
    rmSync(join(this.folder, `xliff/${locale}.xlf`));
  }

  /** The unit in use that has this text: {source, target}, as XML. */
  unit(locale, text) {
    for (const [whole] of this.catalog(locale).matchAll(/<trans-unit [^]*?<\/trans-unit>/g)) {
      const source = /<source[^>]*>([^]*?)<\/source>/.exec(whole)[1];
      if (flat(source) === text && !whole.includes('glot:obsolete')) return {whole, source, target: /<target[^>]*>([^]*?)<\/target>/.exec(whole)?.[1]};
    }
    return null;
  }

  /** What a developer does in an editor. */
  translate(locale, text, target) {
    const {whole} = this.unit(locale, text);
    const changed = whole.includes('<target') ? whole.replace(/<target(?: [^>]*)?(?:\/>|>[^]*?<\/target>)/, () => `<target>${target}</target>`)
      : whole.replace('</source>', () => `</source>\n  <target>${target}</target>`);
    this.write(`xliff/${locale}.xlf`, this.catalog(locale).replace(whole, () => changed));
  }
}
