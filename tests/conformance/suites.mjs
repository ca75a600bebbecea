// Runs `glot check` over the OASIS test suites and holds its verdicts against their manifest:
//     tests/conformance/suites.mjs [--list]
// Prints, per suite, area and rule family, how many invalid files are rejected and how many valid ones accepted, with
// and without the rows that have a remark (defects of the suite, or rules without a base in the specification), and
// each wrong verdict. Ends with `N passed, N failed`; a wrong verdict fails unless its row has a remark.
// The data lies in ../shared/xliff beside the repository, or where $GLOT_SHARED says.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { conclude, glot } from "../suite.mjs";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const shared = process.env.GLOT_SHARED ?? join(root, "..", "shared");
const data = join(shared, "xliff/dev");
const manifest = join(data, "oasis/MANIFEST.tsv");
if (!existsSync(manifest)) {
    console.log(`SKIPPED conformance: no ${manifest}`);
    console.log("0 passed, 0 failed");
    process.exit(0);
}

// The findings of error level by file; one process for all files.
function check(paths, options) {
    const run = spawnSync(glot, ["check", "--format", "json", ...options, ...paths], { encoding: "utf8", maxBuffer: 1 << 28 });
    if (run.status !== 0 && run.status !== 1) throw new Error(`glot check ended with ${run.status}: ${run.stderr}`);
    const errors = new Map(paths.map((path) => [path, []]));
    for (const line of run.stdout.split("\n").filter(Boolean)) {
        const finding = JSON.parse(line);
        if (finding.severity === "error") errors.get(finding.path)?.push(finding);
    }
    return errors;
}

function readManifest() {
    const [head, ...lines] = readFileSync(manifest, "utf8").trimEnd().split("\n");
    const names = head.split("\t");
    return lines.map((line) => Object.fromEntries(line.split("\t").map((value, i) => [names[i], value])));
}

const rows = readManifest();
process.chdir(data);
const errors = check(rows.map((row) => row.path), ["--conformance"]);
for (const row of rows) {
    row.found = errors.get(row.path);
    row.verdict = row.found.length ? "invalid" : "valid";
    row.isRight = row.verdict === row.expected;
}

function score(list) {
    const count = (expected) => list.filter((row) => row.expected === expected).length;
    const right = (expected) => list.filter((row) => row.expected === expected && row.isRight).length;
    const text = (expected, word) => (count(expected) ? `${right(expected)}/${count(expected)} ${word}` : "");
    return [text("invalid", "rejected"), text("valid", "accepted")].map((part) => part.padEnd(18)).join(" ");
}

function table(title, keys) {
    console.log(`\n${title.padEnd(34)} ${"all rows".padEnd(37)} rows without a remark`);
    const groups = new Map();
    for (const row of rows) {
        const name = keys.map((key) => row[key]).join(" ");
        groups.set(name, [...(groups.get(name) ?? []), row]);
    }
    for (const [name, list] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1)))
        console.log(`  ${name.padEnd(32)} ${score(list)} ${score(list.filter((row) => !row.remark))}`.trimEnd());
}

table("suite", ["suite"]);
table("suite, area", ["suite", "area"]);
table("suite, rule family", ["suite", "rule_family"]);

const wrong = rows.filter((row) => !row.isRight);
console.log(`\n${wrong.length} wrong verdicts`);
for (const row of wrong) {
    console.log(`  ${row.path}: ${row.verdict}, expected ${row.expected}: ${row.why}${row.remark ? `\n      remark: ${row.remark}` : ""}`);
    for (const finding of row.found.slice(0, 3))
        console.log(`      ${finding.line}:${finding.column} ${finding.message} [${finding.kind}]`);
}
if (process.argv.includes("--list"))
    for (const row of rows.filter((each) => each.found.length))
        console.log(`${row.path}\n    ${row.why}\n${row.found.map((f) => `    ${f.line}:${f.column} ${f.message} [${f.kind}]`).join("\n")}`);

// Real catalogs: no finding at all, not even a doubt.
const catalogs = readdirSync(join(data, "authentik"), { recursive: true })
    .filter((name) => name.endsWith(".xlf"))
    .map((name) => join("authentik", name));
const alarms = [...check(catalogs, ["--conformance"])].filter(([, list]) => list.length);
console.log(`\n${catalogs.length} real catalogs, ${alarms.length} with findings`);
for (const [path, list] of alarms) console.log(`  ${path}: ${list.length}, first: ${list[0].line}:${list[0].column} ${list[0].message}`);

const failed = wrong.filter((row) => !row.remark).length + alarms.length;
console.log();
conclude(rows.length + catalogs.length - failed, failed);
