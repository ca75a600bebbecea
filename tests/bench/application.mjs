// Makes a Lit application of a real one's size: the same files for the same numbers, on any machine.
import {mkdirSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';

const locales = 'cs de en es fi fr it ja ko nl pl pt-BR ru tr zh-Hans zh-Hant en-XA'.split(' ');
const words = ('account access active admin allow binding brand cache certificate change client confirm connect create ' +
  'default delete device directory disable edit enable enter event expire export failed flow group host identifier import ' +
  'invalid key last limit list login manage message method name network option page password permission policy prompt ' +
  'property provider query recent remove request reset role rule save scope search secret select server session setting ' +
  'source stage start status successful sync task tenant token type update upload url user value version view warning').split(' ');

// A linear congruential generator: the application must not depend on the machine's randomness.
function randomFrom(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return (state >>> 8) % below;
  };
}

const sentence = (random, count) =>
  Array.from({length: count}, () => words[random(words.length)]).join(' ').replace(/^./, (c) => c.toUpperCase());

function messageCall(random) {
  const text = sentence(random, 2 + random(8));
  const kind = random(20);
  if (kind < 17) return `msg("${text}")`;
  if (kind < 19) return `msg(str\`${text} \${this.name} (\${this.items.length})\`)`;
  return `msg(html\`${text} <a href="\${this.link}">${sentence(random, 2)}</a> <strong>\${this.name}</strong>.\`)`;
}

function component(random, number, folder, imports) {
  const fields = Array.from({length: 6 + random(10)}, (_, i) => `    @property() field${i} = "${words[random(words.length)]}";`);
  const rows = Array.from({length: 4 + random(8)}, (_, i) =>
    random(3) ? `            <p class="row-${i}">\${${messageCall(random)}}</p>` : `            <div .value=\${this.field${i % 6}} @click=\${() => this.open(${i})}>\${this.field${i % 6}.toUpperCase()}</div>`);
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

/** Writes the application into `folder`: `files` sources, with a configuration and one catalog a locale. */
export function makeApplication(folder, files = 800, seed = 42) {
  const random = randomFrom(seed);
  const write = (path, text) => {
    mkdirSync(dirname(join(folder, path)), {recursive: true});
    writeFileSync(join(folder, path), text);
  };
  for (let i = 0; i < files; i++) {
    const group = words[i % 40];
    const imports = i > 40 ? Array.from({length: random(4)}, () => random(i)).map((n) => `../${words[n % 40]}/bench-${n}.js`) : [];
    write(`src/${group}/bench-${i}.ts`, component(random, i, group, imports));
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
}
