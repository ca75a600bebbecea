// Makes a Lit application of a real one's size: the same files for the same numbers, on any machine.
import {randomFrom, sentencesOf, writeBelow} from './chance.mjs';

const locales = 'cs de en es fi fr it ja ko nl pl pt-BR ru tr zh-Hans zh-Hant en-XA'.split(' ');
const words = ('account access active admin allow binding brand cache certificate change client confirm connect create ' +
  'default delete device directory disable edit enable enter event expire export failed flow group host identifier import ' +
  'invalid key last limit list login manage message method name network option page password permission policy prompt ' +
  'property provider query recent remove request reset role rule save scope search secret select server session setting ' +
  'source stage start status successful sync task tenant token type update upload url user value version view warning').split(' ');

const sentence = sentencesOf(words);

// A call, which `said` remembers by what its id is made of.
function messageCall(random, said) {
  const text = sentence(random, 2 + random(8));
  const kind = random(20);
  const say = (id, call) => (said.add(id), call);
  if (kind < 17) return say(text, `msg("${text}")`);
  if (kind < 19) return say(`${text} {}`, `msg(str\`${text} \${this.name} (\${this.items.length})\`)`);
  const linked = sentence(random, 2);
  return say(`${text} <${linked}>`, `msg(html\`${text} <a href="\${this.link}">${linked}</a> <strong>\${this.name}</strong>.\`)`);
}

function component(random, number, folder, imports, said) {
  const fields = Array.from({length: 6 + random(10)}, (_, i) => `    @property() field${i} = "${words[random(words.length)]}";`);
  const rows = Array.from({length: 4 + random(8)}, (_, i) =>
    random(3) ? `            <p class="row-${i}">\${${messageCall(random, said)}}</p>` : `            <div .value=\${this.field${i % 6}} @click=\${() => this.open(${i})}>\${this.field${i % 6}.toUpperCase()}</div>`);
  const logic = Array.from({length: 8 + random(30)}, (_, i) => [
    `    step${i}(value: number, fallback = ${random(1000)}): number {`,
    `        // ${sentence(random, 9)}`,
    `        const limit = Math.max(value * ${1 + random(9)}, fallback) / ${1 + random(9)};`,
    `        return limit > ${random(100)} ? limit - this.items.length : this.step${random(i + 1)}(limit, value);`,
    '    }',
  ].join('\n'));
  return [
    'import { msg, str } from "@lit/localize";',
    'import { LitElement, html, css } from "lit";',
    'import { customElement, property } from "lit/decorators.js";',
    ...imports.map((path) => `import "${path}";`),
    '',
    `@customElement("bench-${folder}-${number}")`,
    `export class Bench${number} extends LitElement {`,
    '    static styles = css`:host { display: block; } .row { margin: 0 auto; }`;',
    '    items: string[] = [];',
    '    name = "";',
    '    link = "";',
    ...fields,
    ...logic,
    '    render() {',
    '        return html`',
    '        <section>',
    ...rows,
    '        </section>`;',
    '    }',
    '}',
    '',
  ].join('\n');
}

// The same source without its messages: about as long, with nothing to find.
const silent = (text) => text.replaceAll(/\bmsg\(/g, 'say(').replace('@lit/localize', './say.js');

/**
 * Writes the application into `folder`: `files` sources, with a configuration for 17 locales. Only the first `speaking` of
 * them have messages, and import the marker. Gives the number of different messages.
 */
export function makeApplication(folder, files = 800, speaking = files, seed = 42) {
  const random = randomFrom(seed), said = new Set();
  const write = (path, text) => writeBelow(folder, path, text);
  if (speaking < files) for (const group of words.slice(0, 40)) write(`src/${group}/say.ts`, 'export const say = (text: unknown) => text;\nexport const [msg, str] = [say, String.raw];\n');
  for (let i = 0; i < files; i++) {
    const group = words[i % 40];
    const imports = i > 40 ? Array.from({length: random(4)}, () => random(i)).map((n) => `../${words[n % 40]}/bench-${n}.js`) : [];
    const text = component(random, i, group, imports, i < speaking ? said : new Set());
    write(`src/${group}/bench-${i}.ts`, i < speaking ? text : silent(text));
  }
  write('tsconfig.json', JSON.stringify({
    compilerOptions: {target: 'esnext', module: 'esnext', moduleResolution: 'bundler', experimentalDecorators: true},
    include: ['src/**/*.ts'],
  }));
  write('lit-localize.json', JSON.stringify({
    $schema: 'https://raw.githubusercontent.com/lit/lit/main/packages/localize-tools/config.schema.json',
    sourceLocale: 'en-US',
    targetLocales: locales,
    tsConfig: 'tsconfig.json',
    output: {mode: 'runtime', outputDir: './generated', localeCodesModule: './locale-codes.ts'},
    interchange: {format: 'xliff', xliffDir: './xliff/'},
  }, null, 2));
  return said.size;
}
