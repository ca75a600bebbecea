// What the published schemas reject, glot must reject: over mutations of the rich documents beside this script, judged by
// xmllint with the XSDs of ../shared/xliff/schemas and by `glot check`.
//     tests/conformance/schemas.mjs [COUNT [SEED]]      mutations of each document
// That glot rejects what a schema accepts is expected: it knows more rules. How often is told.
// Ends with `N passed, N failed`, one for each mutation that the schema rejects.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { conclude, glot, scratch, tally } from "../suite.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(dirname(here));
const schemas = join(process.env.GLOT_SHARED ?? join(root, "..", "shared"), "xliff/schemas");
const count = Number(process.argv[2] ?? 250);
let seed = Number(process.argv[3] ?? 1);

function skip(why) {
    console.log(`SKIPPED conformance of schemas: ${why}`);
    console.log("0 passed, 0 failed");
    process.exit(0);
}
if (!existsSync(schemas)) skip(`no ${schemas}`);
if (spawnSync("xmllint", ["--version"]).error) skip("no xmllint");

// mulberry32
function random(below) {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
}
const pick = (list) => list[random(list.length)];

// ---- a small tree: {name, attributes: [[name, value]], children: (node or text)[]}

function parse(text) {
    const top = { name: "", attributes: [], children: [] };
    const open = [top];
    for (const [token, close, name, rest, empty] of text.matchAll(/<\?[^]*?\?>|<(\/?)([\w:.-]+)((?:[^>"]|"[^"]*")*?)(\/?)>|[^<]+/g)) {
        if (token.startsWith("<?")) continue;
        if (!name) open.at(-1).children.push(token);
        else if (close) open.pop();
        else {
            const attributes = [...rest.matchAll(/([\w:.-]+)="([^"]*)"/g)].map(([, key, value]) => [key, value]);
            const node = { name, attributes, children: [] };
            open.at(-1).children.push(node);
            if (!empty) open.push(node);
        }
    }
    return top;
}

function print(node) {
    if (typeof node === "string") return node;
    const inside = node.children.map(print).join("");
    if (!node.name) return inside;
    const attributes = node.attributes.map(([key, value]) => ` ${key}="${value}"`).join("");
    return inside ? `<${node.name}${attributes}>${inside}</${node.name}>` : `<${node.name}${attributes}/>`;
}

function elements(top) {
    const list = [];
    const walk = (node, parent) => {
        if (typeof node === "string") return;
        if (parent) list.push({ node, parent });
        for (const child of node.children) walk(child, node);
    };
    walk(top.children.find((child) => child.name), null);
    return list;
}

const clone = (node) => structuredClone(node);
const values = ["", " ", "yes", "no", "firstNo", "0", "1", "-1", "11", "100.5", "1e1", "x", "x-own", "x y", "a:b", "a:b:c", "xlf:b",
    "source", "target", "preserve", "default", "translated", "final", "new", "en", "en_US", "e n", "#s1", "%zz", "open", "html",
    "char", "2026-13-01T00:00:00", "2026-02-28T12:00:00Z", "coord font", "1;2;3", "1;2;3;4", "text/html", "*", "b", "tm", "0001", "ABC"];

// Each mutation changes one thing; `all` are the elements below the root, `names` those of the document.
const mutations = [
    (all) => { const { node, parent } = pick(all); parent.children.splice(parent.children.indexOf(node), 1); },
    (all) => { const { node, parent } = pick(all); parent.children.splice(parent.children.indexOf(node), 0, clone(node)); },
    (all) => { const { node, parent } = pick(all); const other = pick(parent.children);
        const a = parent.children.indexOf(node), b = parent.children.indexOf(other);
        [parent.children[a], parent.children[b]] = [parent.children[b], parent.children[a]]; },
    (all) => { const from = pick(all), to = pick(all).node; to.children.splice(random(to.children.length + 1), 0, clone(from.node)); },
    (all) => { const { node } = pick(all); node.name = pick(all).node.name; },
    (all) => { const { node } = pick(all); node.children.splice(random(node.children.length + 1), 0, pick(["text", " "])); },
    (all) => { const { node } = pick(all); node.children = []; },
    (all) => { const { node, parent } = pick(all); parent.children.splice(parent.children.indexOf(node), 1, ...node.children); },
    (all) => { const { node } = pick(all.filter(({ node }) => node.attributes.length)); node.attributes.splice(random(node.attributes.length), 1); },
    (all) => { const { node } = pick(all.filter(({ node }) => node.attributes.length)); pick(node.attributes)[1] = pick(values); },
    (all) => { const { node } = pick(all.filter(({ node }) => node.attributes.length)); pick(node.attributes)[1] = pick(values); },
    (all) => { const { node } = pick(all.filter(({ node }) => node.attributes.length)); pick(node.attributes)[1] = pick(values); },
    (all) => { const { node } = pick(all); const [key, value] = pick(pick(all.filter(({ node: other }) => other.attributes.length)).node.attributes);
        if (!node.attributes.some(([own]) => own === key)) node.attributes.push([key, random(2) ? value : pick(values)]); },
    (all) => { const { node } = pick(all); const key = pick(["foo", "my:foo", "xml:lang", "xml:space", "xsi:schemaLocation", "id", "order"]);
        if (!node.attributes.some(([own]) => own === key)) node.attributes.push([key, pick(["a", "en", "preserve"])]); },
];

function mutants(path) {
    const text = readFileSync(path, "utf8");
    const list = [];
    while (list.length < count) {
        const top = parse(text);
        top.children.find((child) => child.name).attributes.push(["xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"]);
        pick(mutations)(elements(top));
        list.push(`<?xml version="1.0" encoding="UTF-8"?>\n${print(top).trim()}\n`);
    }
    return list;
}

// ---- the two judges, one process each for all files

function bySchema(schema, paths) {
    const run = spawnSync("xmllint", ["--nonet", "--noout", "--schema", join(schemas, schema), ...paths],
        { encoding: "utf8", maxBuffer: 1 << 28, env: { ...process.env, XML_CATALOG_FILES: join(schemas, "catalog.xml") } });
    const reasons = new Map();
    for (const line of run.stderr.split("\n")) {
        const error = /^(\S+?):\d+: (.*)/.exec(line);
        if (error && !reasons.has(error[1])) reasons.set(error[1], error[2]);
    }
    const verdicts = new Map();
    for (const [, path, verdict] of run.stderr.matchAll(/^(\S+) (validates|fails to validate)$/gm)) verdicts.set(path, verdict === "validates");
    return { isValid: (path) => verdicts.get(path) === true, reason: (path) => reasons.get(path) };
}

function byGlot(paths) {
    const run = spawnSync(glot, ["check", "--format", "json", ...paths], { encoding: "utf8", maxBuffer: 1 << 28 });
    if (run.status !== 0 && run.status !== 1) throw new Error(`glot check ended with ${run.status}: ${run.stderr}`);
    const bad = new Map();
    for (const line of run.stdout.split("\n").filter(Boolean)) {
        const finding = JSON.parse(line);
        // A uniqueness that tools do not keep to is a warning, and still found.
        const isFound = (finding.severity === "error" && /^(xliff|xml)-/.test(finding.kind)) || finding.message.includes("by the schema");
        if (isFound && !bad.has(finding.path)) bad.set(finding.path, finding);
    }
    return bad;
}

const folder = scratch("schemas", () => process.env.KEEP);
process.chdir(folder);
for (const [name, schema] of [["rich12", "xliff12/xliff-core-1.2-transitional.xsd"], ["rich21", "xliff21/all-2.1.xsd"], ["rich22", "xliff22/all-2.2.xsd"]]) {
    const texts = mutants(join(here, `${name}.xlf`));
    const paths = texts.map((text, i) => {
        writeFileSync(`${name}-${i}.xlf`, text);
        return `${name}-${i}.xlf`;
    });
    const judged = bySchema(schema, paths), bad = byGlot(paths);
    const rejected = paths.filter((path) => !judged.isValid(path));
    const missed = rejected.filter((path) => !bad.has(path));
    const stricter = paths.filter((path) => judged.isValid(path) && bad.has(path));
    tally.passed += rejected.length - missed.length;
    tally.failed += missed.length;
    console.log(`${name}: ${paths.length} mutations, the schema rejects ${rejected.length}, of these glot ${rejected.length - missed.length}; glot alone ${stricter.length}`);
    for (const path of missed.slice(0, 15)) {
        console.log(`  missed ${path}: ${judged.reason(path)}`);
        if (process.env.KEEP) console.log(`    ${join(folder, path)}`);
    }
    if (process.env.STRICTER) for (const path of stricter) console.log(`  glot alone: ${bad.get(path).message} [${bad.get(path).kind}]`);
}
conclude();
