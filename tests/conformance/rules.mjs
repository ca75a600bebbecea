// One change to a rich document, one broken rule: each must be found, in the line that was changed, with its kind; and the
// documents as they are must be clean. Needs no data but the documents beside this script.
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { conclude, glot, scratch } from "../suite.mjs";

const here = dirname(fileURLToPath(import.meta.url));

// what stands there, what takes its place, the kind
const changes = {
    rich21: [
        ['version="2.1"', 'version="3.0"', "xliff-version"],
        ['srcLang="en"', 'srcLang="e"', "xliff-language"],
        ['trgLang="fr" ', "", "xliff-target-language"],
        ['<file id="f1"', '<file id="f 1"', "xliff-value"],
        ['<skeleton href="a.skl"/>', "<skeleton/>", "xliff-skeleton"],
        ['<skeleton href="a.skl"/>', '<skeleton href="a.skl">x</skeleton>', "xliff-skeleton"],
        ['<mda:metaGroup id="mg"', '<mda:metaGroup id="md"', "xliff-id"],
        ['<mda:meta type="u">', "<mda:meta>", "xliff-attribute"],
        ['<res:source href="a.png" xml:lang="en"/>', '<res:source xml:lang="en"/>', "xliff-module"],
        ['<res:target href="b.png" xml:lang="fr"/>', '<res:target href="b.png" xml:lang="de"/>', "xliff-language-mismatch"],
        ['mimeType="image/png" ', "", "xliff-module"],
        ['storageProfile="xliff:utf8"', 'storageProfile="xliff:utf7"', "xliff-module"],
        ['<val:rule isPresent="x" occurs="2"', '<val:rule endsWith="x" occurs="2"', "xliff-module"],
        ['<val:rule startsWith="a" existsInSource="yes"/>', '<val:rule isNotPresent="a" existsInSource="yes"/>', "xliff-module"],
        ['<my:elem id="e1">text</my:elem>', '<my:elem id="e1"><my:inner id="e1"/></my:elem>', "xliff-id"],
        ['slr:sizeRestriction="1,90"', 'slr:sizeRestriction="1-90"', "xliff-value"],
        ['slr:sizeInfoRef="sz1"', 'slr:sizeInfoRef="sz2"', "xliff-reference"],
        ['ref="#s1" reference', 'ref="s1" reference', "xliff-fragment-id"],
        ['ref="#s1" reference', 'ref="#u=u1/f=f1/s1" reference', "xliff-fragment-id"],
        ['ref="#s1" reference', 'ref="#u=u2/s1" reference', "xliff-reference"],
        ['type="tm"><mda', '><mda', "xliff-subtype"],
        ['<gls:translation id="gt1" ref="#s1" source="s">terme</gls:translation><gls:definition source="s">def</gls:definition>', "", "xliff-module"],
        ['<gls:translation id="gt1"', '<gls:translation id="ge1"', "xliff-id"],
        ['ref="r1"/>', 'ref="r2"/>', "xliff-reference"],
        ['<notes><note id="n1" appliesTo="target" priority="10">Unit</note></notes>', '<notes><note id="n1"/><note id="n1"/></notes>', "xliff-id"],
        ['<data id="d2">', '<data id="d1">', "xliff-id"],
        ['<cp hex="0001"/>', '<cp hex="0041"/>', "xliff-cp"],
        ['<segment id="s1" canResegment="no" state="translated" ', '<segment id="s1" canResegment="no" ', "xliff-state"],
        ['<ignorable id="i1">', '<ignorable id="s1">', "xliff-id"],
        ['xml:lang="fr" xml:space="preserve" order="2"', 'xml:lang="de" xml:space="preserve" order="2"', "xliff-language-mismatch"],
        ['order="2"', 'order="4"', "xliff-order"],
        ['<target order="1">deux', '<target order="2">deux', "xliff-order"],
        ['dataRefStart="d1" dataRefEnd="d2" subFlowsStart', 'dataRefStart="d1" dataRefEnd="d9" subFlowsStart', "xliff-data-ref"],
        ['subFlowsEnd="u2"', 'subFlowsEnd="u9"', "xliff-subflows"],
        ['subType="xlf:b" type="fmt"', 'subType="xlf:b" type="ui"', "xliff-subtype"],
        ['fs:fs="b" fs:subFs="x,y"', 'fs:subFs="x,y"', "xliff-module"],
        ['fs:fs="b" fs:subFs="x,y"', 'my:attr="1"', "xliff-extension"],
        ['<ph id="2" canCopy="no"', '<ph id="2" canCopy="yes"', "xliff-editing-hints"],
        ['canReorder="firstNo" disp', 'canReorder="no" disp', "xliff-editing-hints"],
        ['slr:sizeInfo="3"', 'slr:sizeInfo="three"', "xliff-module"],
        ['type="comment" ref="#n=n1"', 'type="comment"', "xliff-annotation"],
        ['type="comment" ref="#n=n1"', 'type="comment" ref="#n=n1" value="v"', "xliff-annotation"],
        ['type="comment" ref="#n=n1"', 'type="comment" ref="#f=f1/n=n1"', "xliff-annotation"],
        ['<em startRef="sm1"/>', "", "xliff-code-pair"],
        ['<sm id="sm1" type="comment" ref="#n=n1"/>', "", "xliff-code-pair"],
        ['its:taIdentRef="http://example.org/a"', 'its:taIdentRef="http://example.org/a" its:taSource="a"', "xliff-module"],
        ['text-analysis|', 'no-category|', "xliff-module"],
        ['isolated="no" subFlows="u2"', 'isolated="yes" subFlows="u2"', "xliff-isolated"],
        ['<ec startRef="3" dataRef="d2"', '<ec startRef="3" canDelete="no" dataRef="d2"', "xliff-code-pair"],
        ['<ec id="4" isolated="yes" dir="rtl"/>', '<ec id="4"/>', "xliff-isolated"],
        ['copyOf="6"', 'copyOf="7"', "xliff-copy-of"],
        ['<ph id="6"/>', '<ph id="6" canCopy="no"/>', "xliff-copy-of"],
        ['<unit id="u2">', '<unit id="u1">', "xliff-id"],
        ['<unit id="u2"><segment><source>inner</source></segment>', '<unit id="u2"><ignorable><source/></ignorable>', "xliff-structure"],
    ],
    rich12: [
        ['tool-id="t1" date', 'tool-id="t9" date', "xliff-reference"],
        ['phase-name="ph1" xml:lang', 'phase-name="ph9" xml:lang', "xliff-reference"],
        ['<trans-unit id="u4">', '<trans-unit id="u1">', "xliff-id"],
        ['rid="r1" ctype', 'rid="r7" ctype', "xliff-code-pair"],
        ['<mrk mtype="seg" mid="s2">plus', '<mrk mtype="seg" mid="s9">plus', "xliff-reference"],
        ['xid="u2" equiv-text', 'xid="u9" equiv-text', "xliff-reference"],
        ["<body>", "<body>&lt;&lt;&lt;&lt;&lt;&lt;&lt; HEAD", "xliff-text"],
        ["<source>Last</source>", "", "xliff-structure"],
        ["<source>Last</source><target state=", "<target/><source>Last</source><target state=", "xliff-structure"],
        ['state="needs-review-translation"', 'state="reviewed"', "xliff-value"],
        ['size-unit="pixel" maxwidth="10"', 'size-unit="inch" maxwidth="10"', "xliff-value"],
        ['target-language="fr-CA"', 'target-language="fr_CA"', "xliff-language"],
    ],
};

const folder = scratch("rules");
const cases = [];
for (const [name, list] of Object.entries(changes)) {
    const text = readFileSync(join(here, `${name}.xlf`), "utf8");
    writeFileSync(join(folder, `${name}.xlf`), text);
    cases.push({ path: `${name}.xlf` });
    for (const [from, to, kind] of list) {
        const at = text.indexOf(from);
        if (at < 0) throw new Error(`${name} has no ${from}`);
        const path = `${name}-${cases.length}.xlf`;
        writeFileSync(join(folder, path), text.slice(0, at) + to + text.slice(at + from.length));
        cases.push({ path, kind, line: text.slice(0, at).split("\n").length, what: `${from} → ${to}` });
    }
}
const run = spawnSync(glot, ["check", "--conformance", "--format", "json", ...cases.map((each) => each.path)], { cwd: folder, encoding: "utf8" });
const findings = run.stdout.split("\n").filter(Boolean).map((line) => JSON.parse(line));

let failed = 0;
for (const { path, kind, line, what } of cases) {
    const own = findings.filter((finding) => finding.path === path);
    // Only the target shows that the language is missing, and only the file's end that something was removed.
    const isFound = kind ? own.some((finding) => finding.kind === kind && (finding.line === line || kind === "xliff-target-language" || what.endsWith("→ "))) : own.length === 0;
    if (isFound) continue;
    failed++;
    console.log(`${path}: wanted ${kind ?? "nothing"} in line ${line}: ${what ?? ""}`);
    for (const finding of own) console.log(`    ${finding.line}:${finding.column} ${finding.message} [${finding.kind}]`);
}
conclude(cases.length - failed, failed);
