// One project, run by both tools and compared.
//
// A project is {name, files, links, steps, expect, status, glot}: `steps` are the argument lists to run one after the other in the
// same folder, `status` the peer's exit status of each; `glotOptions` are further options of glot by command; `glot` = {files, status} is what glot shall do where it differs on purpose.

import {execFile} from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import {comparePlaces, compareStatus, LONGEST_RUN} from './compare.mjs';
import {diff} from './diff.mjs';
import {MODULES, runPeer} from './peer.mjs';
import {changedPaths, readTree, sameBytes, wasTouched, writeTree} from './tree.mjs';

const LONGEST_REPORT = 600;

function runGlot(binary, folder, args) {
  return new Promise((resolve) => {
    execFile(binary, args, {cwd: folder, timeout: LONGEST_RUN, maxBuffer: 1 << 28}, (error, stdout, stderr) => {
      const status = error === null ? 0 : error.killed ? `killed after ${LONGEST_RUN} ms` : error.code ?? error.signal;
      resolve({status, stdout, stderr});
    });
  });
}

// The tools get folders of one name below folders of equal length, because absolute paths are a sort key.
// Only the peer's can see node_modules: glot has to do without.
async function runAll(base, side, project, run) {
  const folder = path.join(base, side, project.name);
  writeTree(folder, project.files, project.links);
  const results = [];
  for (const args of project.steps) results.push(await run(folder, args));
  return {folder, results, tree: readTree(folder)};
}

const compareTrees = (peer, glot) => changedPaths(peer, glot).map((name) => diff(name, peer.get(name), glot.get(name)));

// A file that has its old bytes must not have been written.
function compareTouched(project, glot) {
  return [...project.files].filter(([name, bytes]) => sameBytes(bytes, glot.tree.get(name)) && wasTouched(glot.folder, name))
    .map(([name]) => `${name} was written although nothing changed`);
}

function compareSame(project, peer, glot) {
  const steps = project.steps.flatMap((args, i) => [
    ...compareStatus(peer.results[i].status, glot.results[i].status),
    ...comparePlaces(peer.results[i].stderr, glot.results[i].stderr),
  ].map((text) => `${args.join(' ')}: ${text}`));
  return [...steps, ...compareTrees(peer.tree, glot.tree)];
}

function compareDeliberate(project, peer, glot) {
  const expected = new Map([...project.files, ...project.glot.files]);
  const status = glot.results.map((result) => result.status);
  const right = status.every((one, i) => one === project.glot.status[i]);
  const stale = changedPaths(peer.tree, expected).length === 0
    && peer.results.every((result, i) => result.status === project.glot.status[i]);
  return [
    ...(right ? [] : [`exit status ${status}, not ${project.glot.status}`]),
    ...(stale ? ['the peer does what glot shall do: this case should expect "same"'] : []),
    ...compareTrees(expected, glot.tree),
  ];
}

// Whether the peer itself does what the case says of it.
function comparePeer(project, peer) {
  const status = peer.results.map((result) => result.status);
  if (project.status === undefined || status.every((one, i) => one === project.status[i])) return [];
  return [`the peer's exit status is ${status}, not ${project.status}`, ...peer.results.map((result) => result.stderr.trimEnd())];
}

function prepare(base) {
  fs.mkdirSync(path.join(base, 'peer'), {recursive: true});
  const link = path.join(base, 'peer', 'node_modules');
  if (!fs.existsSync(link)) fs.symlinkSync(MODULES, link);
}

const saidByGlot = ({results}) =>
  results.filter(({stderr}) => stderr.trim() !== '').map(({stderr}) => `glot said: ${stderr.trimEnd().slice(0, LONGEST_REPORT)}`);

function compare(project, peer, glot, mayTouch) {
  const failures = project.expect === 'differs' ? compareDeliberate(project, peer, glot) : compareSame(project, peer, glot);
  if (!mayTouch) failures.push(...compareTouched(project, glot));
  return failures.length > 0 ? [...failures, ...saidByGlot(glot)] : [];
}

// Runs one project below `base`. Gives {failures, peer}; without `binary`, or if the project asks for it, only the peer is run.
export async function runProject(project, {base, binary, keep, mayTouch}) {
  prepare(base);
  const peer = await runAll(base, 'peer', project, runPeer);
  const failures = comparePeer(project, peer);
  const folders = [peer.folder];
  if (binary && !project.peerOnly) {
    const glot = await runAll(base, 'glot', project, (folder, args) =>
      runGlot(binary, folder, [...args, ...(project.glotOptions?.[args.at(-1)] ?? [])]));
    failures.push(...compare(project, peer, glot, mayTouch));
    folders.push(glot.folder);
  }
  if (!keep || failures.length === 0) folders.forEach((folder) => fs.rmSync(folder, {recursive: true}));
  return {failures, peer: {results: peer.results, tree: peer.tree}};
}
