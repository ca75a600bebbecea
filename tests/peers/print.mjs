#!/usr/bin/env node
// Compares glot's printer of expressions with TypeScript's, called as lit-localize calls it: hand-written forms and
// layouts, then generated ones; or all expressions in the templates of a folder of sources.
//
//     node print.mjs [DRIVER] [--count N] [--seed N] [--show N] [--sources FOLDER]
//
// DRIVER is the program made from print_driver.c. The last line counts expressions.
import {spawnSync} from 'node:child_process';
import {readdirSync, readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join} from 'node:path';
import {forms, misread} from './print_forms.mjs';
import {Generator} from './print_generator.mjs';
import {seedOf} from '../seed.mjs';
import {conclude, tally} from '../suite.mjs';

const ts = createRequire(process.env.PEER_MODULES ?? import.meta.url)('typescript');
const driver = process.argv[2]?.startsWith('--') === false ? process.argv[2] : join(process.env.GLOT_DRIVERS ?? '', 'print_driver');
const before = 'export async function* f() {\n  m = str`${', after = '}`;\n}\n';

function option(name, otherwise) {
  const at = process.argv.indexOf('--' + name);
  return at < 0 ? otherwise : process.argv[at + 1];
}

const printer = ts.createPrinter({newLine: ts.NewLineKind.LineFeed, noEmitHelpers: true});

// What the peer would write, or undefined where the source has a syntax error.
function expected(expression, isJsx) {
  const kind = isJsx ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const file = ts.createSourceFile(isJsx ? 'a.tsx' : 'a.ts', before + expression + after, ts.ScriptTarget.Latest, true, kind);
  if (file.parseDiagnostics.length > 0) return undefined;
  let spans;
  const visit = (node) => {
    if (!spans && ts.isTaggedTemplateExpression(node)) spans = node.template.templateSpans;
    else ts.forEachChild(node, visit);
  };
  visit(file);
  if (spans?.length !== 1) return undefined;
  return printer.printNode(ts.EmitHint.Unspecified, spans[0].expression, file);
}

function printed(expressions) {
  const records = expressions.map(({text, isJsx}) => {
    const bytes = Buffer.from(text);
    const head = Buffer.alloc(5);
    head.write(isJsx ? 'x' : 't');
    head.writeUInt32LE(bytes.length, 1);
    return Buffer.concat([head, bytes]);
  });
  const run = spawnSync(driver, {input: Buffer.concat(records), maxBuffer: 1 << 30});
  if (run.status !== 0) throw new Error(`the driver failed: ${run.signal ?? run.status} ${run.stderr}`);
  const results = [];
  for (let at = 0; at < run.stdout.length; ) {
    const length = run.stdout.readUInt32LE(at);
    results.push(run.stdout.toString('utf8', at + 4, at + 4 + length));
    at += 4 + length;
  }
  return results;
}

// Expressions that the grammar misreads are expected to differ, so that this is noticed when it mends.
function compare(name, expressions, shouldDiffer = false) {
  const valid = [];
  for (const expression of expressions) {
    const text = expected(expression.text, expression.isJsx);
    if (text !== undefined) valid.push({...expression, expected: text});
    else if (name === 'forms') console.log(`not valid: ${expression.text}`);
  }
  const results = printed(valid);
  const wrong = valid.filter((one, i) => {
    one.printed = results[i];
    return (one.printed !== one.expected) !== shouldDiffer;
  });
  wrong.sort((a, b) => a.text.length - b.text.length);
  for (const one of wrong.slice(0, Number(option('show', 10))))
    console.log(`--- source\n${one.text}\n--- TypeScript\n${one.expected}\n--- glot\n${one.printed}\n`);
  console.log(`${name}: ${valid.length} valid of ${expressions.length}, ${wrong.length} ${shouldDiffer ? 'do not' : ''} differ`);
  tally.passed += valid.length - wrong.length;
  tally.failed += wrong.length;
}

// Every expression in a template of the sources.
function collect(folder, found) {
  for (const entry of readdirSync(folder, {withFileTypes: true})) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && entry.name !== 'node_modules') collect(path, found);
    if (!entry.isFile() || !/\.[cm]?[jt]sx?$/.test(entry.name)) continue;
    const file = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
    const visit = (node) => {
      if (ts.isTemplateSpan(node))
        found.push({text: file.text.slice(node.expression.pos, node.literal.getStart()), isJsx: /x$/.test(path)});
      ts.forEachChild(node, visit);
    };
    visit(file);
  }
  return found;
}

const folder = option('sources');
if (folder) {
  compare('sources', collect(folder, []));
} else {
  compare('forms', forms);
  compare('misread', misread, true);
  const generator = new Generator(Number(option('seed', seedOf(1))));
  for (let left = Number(option('count', 10000)); left > 0; left -= 5000) {
    const some = [];
    for (let i = 0; i < Math.min(left, 5000); i++) some.push(generator.next());
    compare('generated', some);
  }
}
conclude();
process.exit();
